// The one clock of the process: it follows the wall clock forward, and when that is set back it goes slower until the two meet.

import type { Instant } from "../dialogs/status/report.ts";

/** Never back: what is due stays due, and nobody's allowance is used up until it is that late again. */
const paceWhileAhead = 0.5;

/** `monotonicMs` counts on whatever is done to the wall clock. */
export const createSteadyClock = (wall: () => Instant, monotonicMs: () => number = () => performance.now()): (() => Instant) => {
	let shown = Number.NEGATIVE_INFINITY;
	let askedAt = monotonicMs();
	return () => {
		const elapsedMs = monotonicMs() - askedAt;
		askedAt += elapsedMs;
		shown = Math.max(wall(), shown + elapsedMs * paceWhileAhead);
		return Math.round(shown);
	};
};
