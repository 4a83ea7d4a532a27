// Deliveries under way, and a bound on how many.

import { setMaxListeners } from "node:events";
import type { OutboxItem } from "../store/store.ts";
import { attempt } from "./attempt.ts";
import type { OutboxDeps } from "./outbox.ts";

export type InFlight = {
	/** How many more may be launched. */
	free(): number;
	launch(item: OutboxItem): void;
	/** Waits for what is under way; what takes too long is cut off and tried again later, here or elsewhere. */
	end(): Promise<void>;
};

/** One a conversation at most: a channel that answers in 200 ms gets 600 messages a second. */
const maxInFlight = 128;
const endGraceMs = 3_000;

/** `ended` is called after each delivery, however it went. */
export const createInFlight = (deps: OutboxDeps, ended: () => void): InFlight => {
	const running = new Set<Promise<void>>();
	const stopping = new AbortController();
	// One a delivery.
	setMaxListeners(maxInFlight, stopping.signal);
	deps.metrics.watch("outboxInFlight", () => running.size);
	return {
		free: () => maxInFlight - running.size,
		launch: (item) => {
			const run = attempt(deps, item, stopping.signal).finally(() => {
				running.delete(run);
				ended();
			});
			running.add(run);
		},
		end: async () => {
			const cut = setTimeout(() => stopping.abort(), endGraceMs);
			await Promise.all(running);
			clearTimeout(cut);
		},
	};
};
