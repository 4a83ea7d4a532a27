// One try at one item: delivered and settled, or put back for later, or buried where a person sees it.

import type { EffectOutcome } from "../../dialogs/conversation.ts";
import { isHeardByFlows } from "../store/outbox-rows.ts";
import type { OutboxItem } from "../store/store.ts";
import type { DeliverTable } from "./deliver/deliver-table.ts";
import type { OutboxDeps } from "./deps.ts";
import { isAmbiguous, retryOf } from "./retry.ts";

/** `leaseMs`: for how long the next item of a lane may be taken when one is done; 0 when it may not. */
type AttemptDeps = OutboxDeps & { readonly leaseMs: () => number };

/** True when it was delivered and that is noted. Never fails: when the store cannot note the outcome, the lease runs out and the item is tried again under the same key. */
export const attempt = async (deps: AttemptDeps, item: OutboxItem, signal: AbortSignal): Promise<boolean> => {
	try {
		return await tryOnce(deps, item, signal);
	} catch (error) {
		deps.logger.error({ err: error, item: item.id, kind: item.payload.kind }, "the outcome of a delivery could not be noted");
		return false;
	}
};

const tryOnce = async (deps: AttemptDeps, item: OutboxItem, signal: AbortSignal): Promise<boolean> => {
	const { store, turns, now, metrics, leaseMs } = deps;
	const { kind } = item.payload;
	let outcome: EffectOutcome;
	try {
		outcome = await deliver(deps.deliver, item, signal);
	} catch (error) {
		await fail(deps, item, error);
		return false;
	}
	await store.outbox.settle(item, outcome, now(), leaseMs());
	metrics.outbox.inc({ kind, result: "done" });
	if (isHeardByFlows(kind)) turns.answer(item.conversationId);
	return true;
};

const deliver = (table: DeliverTable, item: OutboxItem, signal: AbortSignal): Promise<EffectOutcome> => {
	// TypeScript does not follow that the row and the item are of the same kind.
	const row = table[item.payload.kind] as (item: OutboxItem, signal: AbortSignal) => Promise<EffectOutcome>;
	return row(item, signal);
};

const fail = async ({ store, turns, now, random, metrics, logger }: OutboxDeps, item: OutboxItem, error: unknown): Promise<void> => {
	const { kind } = item.payload;
	if (isAmbiguous(error)) metrics.outboxAmbiguous.inc({ kind });
	const retry = retryOf({ item, error, now: now(), random: random() });
	logger.warn({ err: error, item: item.id, kind, retry: retry.kind, ambiguous: isAmbiguous(error) }, "a delivery failed");
	if (retry.kind === "later") {
		await store.outbox.retryLater(item, retry.dueAt, String(error));
		metrics.outbox.inc({ kind, result: "retried" });
		return;
	}
	await store.outbox.bury(item, String(error), now());
	metrics.outbox.inc({ kind, result: "buried" });
	if (isHeardByFlows(kind)) turns.answer(item.conversationId);
};
