// Deliveries under way, and a bound on how many.

import type { OutboxItem } from "../store/store.ts";
import { attempt } from "./attempt.ts";
import { createDeadlines } from "./deadlines.ts";
import type { OutboxDeps } from "./deps.ts";
import { createLeases, leaseMs } from "./lease.ts";

export type InFlight = {
	/** For how long something may be leased to this process; 0 while it could not be launched. */
	leaseMs(): number;
	/** How many more may be launched. */
	free(): number;
	/** Delivers an item that is leased to this process. */
	launch(item: OutboxItem): void;
	/** Something due was put in behind another item. What is settled here right now may be that one, and does not see it. */
	follow(): void;
	/** Waits for what is under way; what takes too long is cut off and tried again later, here or elsewhere. */
	end(): Promise<void>;
};

/** One a conversation at most: a channel that answers in 200 ms gets 600 messages a second. */
const maxInFlight = 128;
const endGraceMs = 3_000;
const deliverTimeoutMs = 15_000;

/** `look` is called when something may be due that nobody will be told of: after a failure, and when there was no room, or no seeing it, before. */
export const createInFlight = (deps: OutboxDeps, look: () => void): InFlight => {
	const { store, now, metrics, logger } = deps;
	const running = new Set<Promise<void>>();
	const deadlines = createDeadlines(deliverTimeoutMs);
	metrics.watch("outboxInFlight", () => running.size);
	const failed = (error: unknown) => logger.warn({ err: error }, "leases could not be renewed");
	const leases = createLeases({ outbox: store.outbox, now, failed });
	const free = () => maxInFlight - running.size;
	const leasable = () => (free() > 0 && !isEnding ? leaseMs : 0);
	const attemptDeps = { ...deps, leaseMs: leasable };
	let isEnding = false;
	let followed = 0;
	return {
		free,
		leaseMs: leasable,
		follow: () => {
			followed += 1;
		},
		launch: (item) => {
			if (!leases.hold(item)) return;
			const before = followed;
			const run = attempt(attemptDeps, item, deadlines.signal()).then((isDone) => {
				const wasFull = free() <= 0;
				leases.release(item);
				running.delete(run);
				if (wasFull || !isDone || followed > before) look();
			});
			running.add(run);
		},
		end: async () => {
			isEnding = true;
			const cut = setTimeout(deadlines.cut, endGraceMs);
			await Promise.all(running);
			clearTimeout(cut);
			leases.end();
		},
	};
};
