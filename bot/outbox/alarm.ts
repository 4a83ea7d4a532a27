// A timer set to the earliest of the times it was told.

import type { Instant } from "../../dialogs/status/report.ts";

/** Looks again at least this often: clocks jump. */
const longestMs = 60_000;

export type Alarm = {
	/** Rings then, or earlier when it was told an earlier time. */
	setFor(time: Instant): void;
	clear(): void;
};

/** Rings once per setting; a time that has passed rings in the next go of the event loop. */
export const createAlarm = (now: () => Instant, ring: () => void): Alarm => {
	let cancel = () => undefined as unknown;
	let ringsAt = Number.POSITIVE_INFINITY;
	const clear = () => {
		cancel();
		ringsAt = Number.POSITIVE_INFINITY;
	};
	return {
		clear,
		setFor: (time) => {
			if (time >= ringsAt) return;
			clear();
			ringsAt = time;
			const waitMs = Math.min(Math.max(0, time - now()), longestMs);
			cancel = startTimer(waitMs, () => {
				clear();
				ring();
			});
		},
	};
};

/** A timer of 0 ms waits a whole one; what is due now need not. */
const startTimer = (waitMs: number, ring: () => void): (() => void) => {
	if (waitMs > 0) {
		const timer = setTimeout(ring, waitMs);
		return () => clearTimeout(timer);
	}
	const timer = setImmediate(ring);
	return () => clearImmediate(timer);
};
