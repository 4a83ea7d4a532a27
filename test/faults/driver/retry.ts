// Tries again until it works, as clients do, and gives up only when nothing in the world would take that long.

import { setTimeout as sleep } from "node:timers/promises";

const giveUpMs = 60_000;
/** Many clients at once must not be what keeps a starting server busy. */
const pauseMs = 100;

/** The first result that is not null. */
export const until = async <T>(what: string, attempt: () => Promise<T | null> | T | null, timeoutMs = giveUpMs): Promise<T> => {
	const giveUpAt = performance.now() + timeoutMs;
	for (;;) {
		const result = await attempt();
		if (result !== null) return result;
		if (performance.now() > giveUpAt) throw new Error(`gave up waiting: ${what}`);
		await sleep(pauseMs);
	}
};

/** Waits until the condition holds. */
export const untilTrue = async (what: string, condition: () => Promise<boolean> | boolean, timeoutMs = giveUpMs): Promise<void> => {
	await until(what, async () => ((await condition()) ? true : null), timeoutMs);
};
