// How long to wait before the next try: doubling, with jitter so that a shop's terminals do not all knock at once.

const firstMs = 500;
const longestMs = 10_000;

/** Milliseconds before try number `failures` + 1; `random` is in [0, 1). */
export const backoffMs = (failures: number, random: number): number =>
	Math.round(Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1)) * (0.5 + random / 2));
