// A lower bound on expected minutes: as if the cause were known at once. It never exceeds the optimum, so it may prune.

import type { Arena } from "./arena.ts";

/** By cause: the least expected minutes when that cause is certain and every repair is still open. */
export function boundsOf(arena: Arena): Float64Array {
	return Float64Array.from(arena.mendedBy, (mends) => {
		const best = mends
			.map(({ at, chance }) => ({ chance, minutes: arena.repairMinutes[at] ?? 0 }))
			.sort((a, b) => b.chance / b.minutes - a.chance / a.minutes);
		let spent = 0;
		let unsolved = 1;
		let least = arena.handOffMinutes;
		for (const { chance, minutes } of best) {
			spent += unsolved * minutes;
			unsolved *= 1 - chance;
			least = Math.min(least, spent + unsolved * arena.handOffMinutes);
		}
		return least;
	});
}

export const bound = (bounds: Float64Array, weights: Float64Array): number => {
	let total = 0;
	for (let at = 0; at < weights.length; at++) total += (weights[at] ?? 0) * (bounds[at] ?? 0);
	return total;
};
