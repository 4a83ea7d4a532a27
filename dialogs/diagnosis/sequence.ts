// The best order of repairs when nothing more is asked: highest chance per minute first, and a person from the best point on.
// The one-step rule "call when chance per minute is below the person's" gives up too early, so every cut point is tried.

import { type Arena, sum } from "./arena.ts";

export type Sequencer = {
	/** Expected minutes, times the weight of the situation: what repairs alone, then a person, cost from here. */
	minutes(weights: Float64Array, open: Uint8Array): number;
	/** The repairs before the person, first one first. */
	repairs(weights: Float64Array, open: Uint8Array): readonly number[];
};

/** Scratch memory is reused from call to call: this is the innermost loop of the planner. */
export function createSequencer(arena: Arena): Sequencer {
	const left = new Float64Array(arena.prior.length);
	const gains = new Float64Array(arena.mends.length);
	const order = new Int32Array(arena.mends.length);
	let cut = 0;

	/** P(here, and the repair works) for each open repair; -1 for the others. */
	const reset = (weights: Float64Array, open: Uint8Array): void => {
		left.set(weights);
		for (let at = 0; at < gains.length; at++) {
			let gain = -1;
			if (open[at]) {
				gain = 0;
				for (const mend of arena.mends[at] ?? []) gain += (weights[mend.at] ?? 0) * mend.chance;
			}
			gains[at] = gain;
		}
	};

	const mostEfficient = (): number => {
		let best = -1;
		let efficiency = 0;
		for (let at = 0; at < gains.length; at++) {
			const rate = (gains[at] ?? 0) / (arena.repairMinutes[at] ?? 1);
			if (rate <= efficiency) continue;
			efficiency = rate;
			best = at;
		}
		return best;
	};

	/** Takes out what the repair mends and returns how much that was. */
	const takeOut = (repair: number): number => {
		let mended = 0;
		for (const { at, chance } of arena.mends[repair] ?? []) {
			const gone = (left[at] ?? 0) * chance;
			left[at] = (left[at] ?? 0) - gone;
			mended += gone;
			for (const other of arena.mendedBy[at] ?? []) gains[other.at] = (gains[other.at] ?? 0) - gone * other.chance;
		}
		gains[repair] = -1;
		return mended;
	};

	const minutes = (weights: Float64Array, open: Uint8Array): number => {
		let mass = sum(weights);
		let best = mass * arena.handOffMinutes;
		let spent = 0;
		cut = 0;
		reset(weights, open);
		for (let count = 0; spent < best; count++) {
			const next = mostEfficient();
			if (next < 0) break;
			order[count] = next;
			spent += mass * (arena.repairMinutes[next] ?? 0);
			mass -= takeOut(next);
			const total = spent + mass * arena.handOffMinutes;
			if (total >= best) continue;
			best = total;
			cut = count + 1;
		}
		return best;
	};

	const repairs = (weights: Float64Array, open: Uint8Array): readonly number[] => {
		minutes(weights, open);
		return [...order.subarray(0, cut)];
	};

	return { minutes, repairs };
}
