// Keeps an answer for a moment, so that merchants who ask in the same second share one.

import type { Instant } from "../../dialogs/status/report.ts";
import type { FactSource } from "./facts.ts";

type Options = { readonly now: () => Instant; readonly maxAgeMs: number };

/** The source over `ask`, with its last answer at hand until it is `maxAgeMs` old. A clock that was set back makes it old. */
export const recentFact = <T>(ask: FactSource<T>["ask"], { now, maxAgeMs }: Options): FactSource<T> => {
	let last: { readonly answer: T; readonly at: Instant } | null = null;
	const isRecent = (at: Instant): boolean => now() >= at && now() - at <= maxAgeMs;
	return {
		atHand: () => (last !== null && isRecent(last.at) ? last.answer : null),
		ask: async (signal) => {
			const at = now();
			const answer = await ask(signal);
			last = { answer, at };
			return answer;
		},
	};
};
