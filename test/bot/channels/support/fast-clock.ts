// The published client's own clock, run fast: it refreshes its token every quarter of an hour and waits seconds before it comes back.

import type { DirectLine } from "botframework-directlinejs";

type Scheduler = NonNullable<ConstructorParameters<typeof DirectLine>[0]["scheduler"]>;

type Work = (this: object, state: unknown) => void;

/** An RxJS scheduler on which so many seconds pass in one. */
export const fastClock = (speed: number): Scheduler => {
	const began = Date.now();
	const schedule = (work: Work, delayMs = 0, first?: unknown) => {
		let timer: NodeJS.Timeout | undefined;
		const action = {
			closed: false,
			/** What work calls to run again. */
			schedule: (state: unknown, againMs = 0) => {
				timer = setTimeout(() => work.call(action, state), againMs / speed);
				return action;
			},
			unsubscribe: () => {
				action.closed = true;
				clearTimeout(timer);
			},
		};
		return action.schedule(first, delayMs);
	};
	// RxJS 5 types what it schedules as classes of its own; this has what it uses of them.
	return { now: () => began + (Date.now() - began) * speed, schedule } as unknown as Scheduler;
};
