// What a move costs when we look some steps ahead and then go on with the best order of repairs, a person behind it.

import type { Arena, Move, Situation } from "./arena.ts";
import { sum } from "./arena.ts";
import { bound, boundsOf } from "./bound.ts";
import { createSequencer } from "./sequence.ts";

export type Act = Exclude<Move, { readonly kind: "handOff" }>;

/** Expected minutes, times the weight of the situation. */
export type Rated = { readonly act: Act; readonly minutes: number };

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
		const total = spent + value({ ...situation, weights: left }, depth - 1, limit - spent);
		situation.repairs[at] = 1;
		return total;
	};

	const questionCost = (situation: Situation, at: number, { depth, limit }: Horizon): number => {
		const left = buffer(depth);
		let total = sum(situation.weights) * (arena.questionMinutes[at] ?? 0);
		let rest = bound(bounds, situation.weights);
		situation.questions[at] = 0;
		for (const likelihood of arena.answers[at] ?? []) {
			if (total + rest >= limit) total = Number.POSITIVE_INFINITY;
			if (total === Number.POSITIVE_INFINITY) break;
			for (let cause = 0; cause < left.length; cause++) left[cause] = (situation.weights[cause] ?? 0) * (likelihood[cause] ?? 0);
			rest -= bound(bounds, left);
			total += value({ ...situation, weights: left }, depth - 1, limit - total - rest);
		}
		situation.questions[at] = 1;
		return total;
	};

	const cost = (situation: Situation, act: Act, horizon: Horizon): number =>
		act.kind === "repair" ? repairCost(situation, act.at, horizon) : questionCost(situation, act.at, horizon);

	/** The acts that beat calling the person now, best first. Flags of the situation are borrowed and given back. */
	const rate = (situation: Situation, acts: readonly Act[], depth: number): readonly Rated[] => {
		const limit = sum(situation.weights) * arena.handOffMinutes;
		return acts
			.map((act) => ({ act, minutes: cost(situation, act, { depth, limit }) }))
			.filter(({ minutes }) => minutes < limit)
			.sort((a, b) => a.minutes - b.minutes);
	};

	return { rate };
}

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
