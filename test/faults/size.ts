// How long a goal is driven: small in `npm test`, in full with `npm run faults`; and the seed that makes two runs alike.

import { loadavg } from "node:os";

/** Set by `npm run faults`. Only then are times judged: they mean something on a machine that does nothing else. */
export const isFull = process.env.FAULTS === "full";

/** The small size, or the one of the goal. */
export const sized = <T>(small: T, full: T): T => (isFull ? full : small);

export const seed = Number(process.env.FAULT_SEED ?? 20_261_123);

/** Small, fast and the same every time for the same seed. */
export const seeded = (from: number): (() => number) => {
	let state = from;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
};

/** Says what a goal came to, as one line; `load` is how busy the machine was, its cores' number being all that it can do. */
export const printFigures = (goal: string, figures: Readonly<Record<string, unknown>>): void => {
	const load = Math.round((loadavg()[0] ?? 0) * 10) / 10;
	process.stdout.write(`${goal}: ${JSON.stringify({ size: sized("small", "full"), seed, ...figures, load })}\n`);
};

/** The value below which that share of the others lies; 0 of none. */
export const percentile = (values: readonly number[], share: number): number => {
	const sorted = values.toSorted((one, other) => one - other);
	return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
};
