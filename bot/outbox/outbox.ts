// Takes what is due out of the store and delivers it, as often as it takes. It asks the store only when something is due.

import type { Instant } from "../../dialogs/status/report.ts";
import { createAlarm } from "./alarm.ts";
import type { OutboxDeps } from "./deps.ts";
import { createInFlight, type InFlight } from "./in-flight.ts";
import { leaseMs } from "./lease.ts";

export type Outbox = {
	start(): void;
	/** For how long what is put in now may be leased to this process; 0 while it could not leave at once. */
	leaseMs(): number;
	/** Looks for due items now. The store's own bell rings this too. */
	wake(): void;
	/** Takes nothing more and waits for what is under way; what takes too long is cut off and tried again elsewhere. */
	stop(): Promise<void>;
};

const storeAwayMs = 1_000;

/** The outbox of one process. */
export const createOutbox = (deps: OutboxDeps): Outbox => {
	const inFlight = createInFlight(deps, () => alarm.setFor(deps.now()));
	let isStopped = true;
	let stopListening = () => undefined as unknown;
	const look = inTurn(async () => {
		try {
			alarm.setFor(await takeDue(deps, inFlight));
		} catch (error) {
			deps.logger.error({ err: error }, "the outbox could not be read");
			alarm.setFor(deps.now() + storeAwayMs);
		}
	});
	const alarm = createAlarm(deps.now, () => {
		if (!isStopped) look();
	});
	return {
		leaseMs: () => (isStopped ? 0 : inFlight.leaseMs()),
		start: () => {
			isStopped = false;
			stopListening = deps.store.outbox.onPut((dueAt, taken) => {
				if (taken !== undefined && inFlight.free() > 0) return inFlight.launch(taken);
				if (dueAt <= deps.now()) inFlight.follow();
				alarm.setFor(dueAt);
			});
			alarm.setFor(0);
		},
		wake: () => alarm.setFor(0),
		stop: async () => {
			isStopped = true;
			stopListening();
			await look.idle();
			await inFlight.end();
			alarm.clear();
		},
	};
};

/** Launches what is due and returns when to look again. */
const takeDue = async ({ store, now }: OutboxDeps, inFlight: InFlight): Promise<Instant> => {
	const free = inFlight.free();
	// Every delivery that ends asks again.
	if (free <= 0) return Number.POSITIVE_INFINITY;
	// Most deliveries have nothing behind them, and looking is cheaper than taking.
	const dueAt = (await store.outbox.nextDueAt()) ?? Number.POSITIVE_INFINITY;
	if (dueAt > now()) return dueAt;
	const items = await store.outbox.lease(free, leaseMs, now());
	items.forEach(inFlight.launch);
	return items.length === free ? Number.POSITIVE_INFINITY : now();
};

/** Calls that come while one is under way become one more call. */
const inTurn = (call: () => Promise<void>): (() => void) & { idle(): Promise<void> } => {
	let running: Promise<void> | null = null;
	let again = false;
	const run = async () => {
		do {
			again = false;
			await call();
		} while (again);
		running = null;
	};
	const start = () => {
		again = running !== null;
		running ??= run();
	};
	return Object.assign(start, { idle: async () => void (await running) });
};
