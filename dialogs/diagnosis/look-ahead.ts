// What a move costs when we look some steps ahead and then go on with the best order of repairs, a person behind it.

import type { Arena, Move, Situation } from "./arena.ts";
import { sum } from "./arena.ts";
import { bound, boundsOf } from "./bound.ts";
import { createSequencer } from "./sequence.ts";

export type Act = Exclude<Move, { readonly kind: "handOff" }>;

export function createLookAhead(arena: Arena) {
	const sequencer = createSequencer(arena);
	const bounds = boundsOf(arena);
	const buffers: Float64Array[] = [];
	const buffer = (depth: number): Float64Array => (buffers[depth] ??= new Float64Array(arena.prior.length));

	/** Least expected minutes from here, or infinity when that is `limit` or more. */
	const value = (situation: Situation, depth: number, limit: number): number => {
		let best = sequencer.minutes(situation.weights, situation.repairs);
		if (depth > 0)
			for (const act of actsOf(situation)) best = Math.min(best, cost(situation, act, { depth, limit: Math.min(best, limit) }));
		return best < limit ? best : Number.POSITIVE_INFINITY;
	};

	const repairCost = (situation: Situation, at: number, { depth, limit }: Horizon): number => {
		const left = buffer(depth);
		left.set(situation.weights);
		let gain = 0;
		for (const mend of arena.mends[at] ?? []) {
			const gone = (left[mend.at] ?? 0) * mend.chance;
			left[mend.at] = (left[mend.at] ?? 0) - gone;
			gain += gone;
		}
		if (gain === 0) return Number.POSITIVE_INFINITY;
		const spent = sum(situation.weights) * (arena.repairMinutes[at] ?? 0);
		if (spent + bound(bounds, left) >= limit) return Number.POSITIVE_INFINITY;
		situation.repairs[at] = 0;
		const total = spent + value(withWeights(situation, left), depth - 1, limit - spent);
		situation.repairs[at] = 1;
		return total;
	};

	/** Fills `left` with the weights after an answer and returns their bound, in one pass. */
	const answered = (weights: Float64Array, likelihood: Float64Array, left: Float64Array): number => {
		let least = 0;
		for (let cause = 0; cause < left.length; cause++) {
			const weight = (weights[cause] ?? 0) * (likelihood[cause] ?? 0);
			left[cause] = weight;
			least += weight * (bounds[cause] ?? 0);
		}
		return least;
	};

	const questionCost = (situation: Situation, at: number, { depth, limit }: Horizon): number => {
		const left = buffer(depth);
		let total = sum(situation.weights) * (arena.questionMinutes[at] ?? 0);
		let rest = bound(bounds, situation.weights);
		situation.questions[at] = 0;
		for (const likelihood of arena.answers[at] ?? []) {
			if (total + rest >= limit) total = Number.POSITIVE_INFINITY;
			if (total === Number.POSITIVE_INFINITY) break;
			rest -= answered(situation.weights, likelihood, left);
			total += value(withWeights(situation, left), depth - 1, limit - total - rest);
		}
		situation.questions[at] = 1;
		return total;
	};

	const cost = (situation: Situation, act: Act, horizon: Horizon): number =>
		act.kind === "repair" ? repairCost(situation, act.at, horizon) : questionCost(situation, act.at, horizon);

	const person = ({ weights }: Situation): number => sum(weights) * arena.handOffMinutes;

	/** The acts that beat calling the person now, most promising first. Flags of the situation are borrowed and given back. */
	const rank = (situation: Situation): readonly Act[] => {
		const horizon = { depth: 1, limit: person(situation) };
		return actsOf(situation)
			.map((act) => ({ act, minutes: cost(situation, act, horizon) }))
			.filter(({ minutes }) => minutes < horizon.limit)
			.sort((a, b) => a.minutes - b.minutes)
			.map(({ act }) => act);
	};

	/** The cheapest of these acts, or the person. Acts that look cheap should come first: they cut the search for the others. */
	const best = (situation: Situation, acts: readonly Act[], depth: number): Move => {
		let limit = person(situation);
		let move: Move = { kind: "handOff" };
		for (const act of acts) {
			const minutes = cost(situation, act, { depth, limit });
			if (minutes >= limit) continue;
			limit = minutes;
			move = act;
		}
		return move;
	};

	return { rank, best };
}

const withWeights = ({ repairs, questions }: Situation, weights: Float64Array): Situation => ({ weights, repairs, questions });

type Horizon = { readonly depth: number; readonly limit: number };

export function actsOf({ repairs, questions }: Situation): readonly Act[] {
	const acts: Act[] = [];
	repairs.forEach((open, at) => {
		if (open) acts.push({ kind: "repair", at });
	});
	questions.forEach((open, at) => {
		if (open) acts.push({ kind: "question", at });
	});
	return acts;
}
