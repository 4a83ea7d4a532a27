// The true optimum by dynamic programming over every state, for models small enough; the planner is measured against it.

import { type Arena, type Move, type Situation, sum } from "./arena.ts";
import { bound, boundsOf } from "./bound.ts";

export type Solution = {
	readonly move: Move;
	/** Expected minutes from here, times the weight of the situation. */
	readonly minutes: number;
	readonly states: number;
};

type Option = Exclude<Move, { readonly kind: "handOff" }> & { readonly stride: number };

/** States in which the open repairs and questions can be: each repair tried or not, each question open or answered one way. */
export function stateCount(arena: Arena, { weights, repairs, questions }: Situation): number {
	let count = 1;
	arena.mends.forEach((_, at) => {
		if (canHelp(arena, weights, repairs, at)) count *= 2;
	});
	arena.answers.forEach((answers, at) => {
		if (questions[at]) count *= answers.length + 1;
	});
	return count;
}

/** Null when there are more than `limit` states. */
export function solve(arena: Arena, situation: Situation, limit: number): Solution | null {
	const size = stateCount(arena, situation);
	if (size > limit) return null;
	const search = createSearch(arena, size);
	const minutes = search.best(optionsOf(arena, situation), situation.weights, 0);
	return { move: search.move(), minutes, states: search.states() };
}

const canHelp = (arena: Arena, weights: Float64Array, open: Uint8Array, repair: number): boolean =>
	open[repair] === 1 && (arena.mends[repair] ?? []).some(({ at }) => (weights[at] ?? 0) > 0);

function optionsOf(arena: Arena, { weights, repairs, questions }: Situation): readonly Option[] {
	const options: Option[] = [];
	let stride = 1;
	arena.mends.forEach((_, at) => {
		if (!canHelp(arena, weights, repairs, at)) return;
		options.push({ kind: "repair", at, stride });
		stride *= 2;
	});
	arena.answers.forEach((answers, at) => {
		if (!questions[at]) return;
		options.push({ kind: "question", at, stride });
		stride *= answers.length + 1;
	});
	return options;
}

function createSearch(arena: Arena, size: number) {
	const known = new Float64Array(size).fill(Number.NaN);
	const bounds = boundsOf(arena);
	const buffers: Float64Array[] = [];
	const buffer = (depth: number): Float64Array => (buffers[depth] ??= new Float64Array(arena.prior.length));
	let states = 0;
	let first: Move = { kind: "handOff" };

	const repaired = (weights: Float64Array, repair: number, depth: number): Float64Array => {
		const left = buffer(depth);
		left.set(weights);
		for (const { at, chance } of arena.mends[repair] ?? []) left[at] = (left[at] ?? 0) * (1 - chance);
		return left;
	};

	const answered = (weights: Float64Array, likelihood: Float64Array, depth: number): Float64Array => {
		const left = buffer(depth);
		for (let at = 0; at < left.length; at++) left[at] = (weights[at] ?? 0) * (likelihood[at] ?? 0);
		return left;
	};

	const value = (options: readonly Option[], weights: Float64Array, state: number): number => {
		const seen = known[state] ?? Number.NaN;
		if (!Number.isNaN(seen)) return seen;
		const best = search(options, weights, state);
		known[state] = best;
		states++;
		return best;
	};

	const cost = (option: Option, options: readonly Option[], weights: Float64Array, state: number, limit: number): number => {
		const rest = options.filter((other) => other !== option);
		const depth = rest.length;
		if (option.kind === "repair") {
			const spent = sum(weights) * (arena.repairMinutes[option.at] ?? 0);
			const left = repaired(weights, option.at, depth);
			if (spent + bound(bounds, left) >= limit) return Number.POSITIVE_INFINITY;
			return spent + value(rest, left, state + option.stride);
		}
		let total = sum(weights) * (arena.questionMinutes[option.at] ?? 0);
		if (total + bound(bounds, weights) >= limit) return Number.POSITIVE_INFINITY;
		(arena.answers[option.at] ?? []).forEach((likelihood, answer) => {
			total += value(rest, answered(weights, likelihood, depth), state + (answer + 1) * option.stride);
		});
		return total;
	};

	const search = (options: readonly Option[], weights: Float64Array, state: number): number => {
		const mass = sum(weights);
		let best = mass * arena.handOffMinutes;
		if (mass === 0) return 0;
		for (const option of options) {
			const minutes = cost(option, options, weights, state, best);
			if (minutes >= best) continue;
			best = minutes;
			if (state === 0) first = { kind: option.kind, at: option.at };
		}
		return best;
	};

	return { best: value, move: () => first, states: () => states };
}
