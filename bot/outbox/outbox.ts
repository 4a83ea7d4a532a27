// Takes what is due out of the store and delivers it, as often as it takes. It asks the store only when something is due.

import type { Instant } from "../../dialogs/status/report.ts";
import type { Logger } from "../logger.ts";
import type { Metrics } from "../metrics.ts";
import type { OutboxStore } from "../store/store.ts";
import type { Turns } from "../turn/turns.ts";
import { createAlarm } from "./alarm.ts";
import type { DeliverTable } from "./deliver/deliver-table.ts";
import { createInFlight, type InFlight } from "./in-flight.ts";

export type OutboxDeps = {
	readonly store: { readonly outbox: OutboxStore };
	readonly turns: Pick<Turns, "answer">;
	readonly deliver: DeliverTable;
	readonly now: () => Instant;
	readonly random: () => number;
	readonly metrics: Metrics;
	readonly logger: Logger;
};

export type Outbox = {
	start(): void;
	/** Looks for due items now. The store's own bell rings this too. */
	wake(): void;
	/** Takes nothing more and waits for what is under way; what takes too long is cut off and tried again elsewhere. */
	stop(): Promise<void>;
};

/** Longer than a delivery may take, so that nobody else takes an item that is still under way. */
const leaseMs = 20_000;
const storeAwayMs = 1_000;

/** The outbox of one process. */
export const createOutbox = (deps: OutboxDeps): Outbox => {
	const inFlight = createInFlight(deps, () => alarm.setFor(deps.now()));
	let isStopping = false;
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
		if (!isStopping) look();
	});
	return {
		start: () => {
			stopListening = deps.store.outbox.onPut(alarm.setFor);
			alarm.setFor(0);
		},
		wake: () => alarm.setFor(0),
		stop: async () => {
			isStopping = true;
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
	const items = await store.outbox.lease(free, leaseMs, now());
	items.forEach(inFlight.launch);
	if (items.length === free) return Number.POSITIVE_INFINITY;
	return (await store.outbox.nextDueAt()) ?? Number.POSITIVE_INFINITY;
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
