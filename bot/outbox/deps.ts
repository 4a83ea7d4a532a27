// What the outbox is built over.

import type { Instant } from "../../dialogs/status/report.ts";
import type { Logger } from "../logger.ts";
import type { Metrics } from "../metrics.ts";
import type { OutboxStore } from "../store/store.ts";
import type { Turns } from "../turn/turns.ts";
import type { DeliverTable } from "./deliver/deliver-table.ts";

export type OutboxDeps = {
	readonly store: { readonly outbox: OutboxStore };
	readonly turns: Pick<Turns, "answer">;
	readonly deliver: DeliverTable;
	readonly now: () => Instant;
	readonly random: () => number;
	readonly metrics: Metrics;
	readonly logger: Logger;
};
