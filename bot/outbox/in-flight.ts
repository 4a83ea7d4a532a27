// Deliveries under way, and a bound on how many.

import { setMaxListeners } from "node:events";
import type { OutboxItem } from "../store/store.ts";
import { attempt } from "./attempt.ts";
import { createLeases } from "./lease.ts";
import type { OutboxDeps } from "./outbox.ts";

export type InFlight = {
	/** How many more may be launched. */
	free(): number;
	/** Delivers an item that is leased to this process. */
	launch(item: OutboxItem): void;
	/** Waits for what is under way; what takes too long is cut off and tried again later, here or elsewhere. */
	end(): Promise<void>;
};

/** One a conversation at most: a channel that answers in 200 ms gets 600 messages a second. */
const maxInFlight = 128;
const endGraceMs = 3_000;

/** `ended` is called after each delivery, however it went. */
export const createInFlight = (deps: OutboxDeps, ended: () => void): InFlight => {
	const { store, now, metrics, logger } = deps;
	const running = new Set<Promise<void>>();
	const stopping = new AbortController();
	// One a delivery.
	setMaxListeners(maxInFlight, stopping.signal);
	metrics.watch("outboxInFlight", () => running.size);
	const failed = (error: unknown) => logger.warn({ err: error }, "leases could not be renewed");
	const leases = createLeases({ outbox: store.outbox, now, failed });
	return {
		free: () => maxInFlight - running.size,
		launch: (item) => {
			if (!leases.hold(item)) return;
			const run = attempt(deps, item, stopping.signal).finally(() => {
				leases.release(item);
				running.delete(run);
				ended();
			});
			running.add(run);
		},
		end: async () => {
			const cut = setTimeout(() => stopping.abort(), endGraceMs);
			await Promise.all(running);
			clearTimeout(cut);
			leases.end();
		},
	};
};
