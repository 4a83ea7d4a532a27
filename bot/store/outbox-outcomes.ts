// How an item's delivery ended: settled, put back, buried or replayed. The SQL of both databases.

import type { EffectOutcome } from "../../dialogs/conversation.ts";
import type { Instant } from "../../dialogs/status/report.ts";
import { acceptEvent } from "./accept-event.ts";
import type { Database, Transaction } from "./database.ts";
import { isHeardByFlows, itemColumns, laneOf, putTopic, toItem } from "./outbox-rows.ts";
import type { OutboxItem, OutboxStore } from "./store.ts";

type Outcomes = Pick<OutboxStore, "settle" | "retryLater" | "bury" | "replay">;

/**
 * The part of the outbox that notes outcomes; one that the flows wait for is accepted in the same transaction. A wake may have been put
 * off while it was under way: it has a new key then, is still to come, and no outcome of the old one is its own.
 */
export const createOutcomes = (database: Database): Outcomes => ({
	settle: (item, outcome, now, leaseMs) => {
		const settle = async (tx: Transaction): Promise<void> => {
			const settled = await tx.first(
				`DELETE FROM outbox WHERE id = ? AND idempotency_key = ? RETURNING EXISTS (SELECT 1 FROM outbox AS other
				WHERE other.conversation_id = outbox.conversation_id AND other.lane = outbox.lane AND other.dead_at IS NULL
				AND other.id <> outbox.id) AS has_more`,
				[item.id, item.idempotencyKey],
			);
			if (settled === undefined) return;
			await tellFlows(database, tx, { item, outcome, now });
			if (leaseMs > 0 && settled.has_more) await takeNext(tx, item, { now, leaseMs });
		};
		return database.transaction(settle, settlePatienceMs);
	},
	retryLater: async (item, dueAt, error) => {
		const values = [dueAt, error, item.id, item.idempotencyKey];
		await database.transaction((tx) =>
			tx.run("UPDATE outbox SET due_at = ?, attempts = attempts + 1, error = ? WHERE id = ? AND idempotency_key = ?", values),
		);
	},
	bury: (item, error, now) =>
		database.transaction(async (tx) => {
			const values = [now, error, item.id, item.idempotencyKey];
			const buried = await tx.run(
				"UPDATE outbox SET dead_at = ?, attempts = attempts + 1, error = ? WHERE id = ? AND idempotency_key = ? AND dead_at IS NULL",
				values,
			);
			if (buried > 0) await tellFlows(database, tx, { item, outcome: { kind: "failed" }, now });
		}),
	replay: (id, now) =>
		database.transaction(async (tx) => {
			const values = [now, id];
			const revived = await tx.run(
				"UPDATE outbox SET dead_at = NULL, attempts = 0, due_at = ? WHERE id = ? AND dead_at IS NOT NULL",
				values,
			);
			tx.tell(putTopic, String(now));
			return revived > 0;
		}),
});

/** Nobody waits for it. What is lost with the process in this time is delivered twice, so it is short. */
const settlePatienceMs = 1;

type Taking = { readonly now: Instant; readonly leaseMs: number };

/** Whoever has delivered one item of a lane goes on with the next. */
const takeNext = async (tx: Transaction, { conversationId, payload }: OutboxItem, { now, leaseMs }: Taking): Promise<void> => {
	const next = await tx.first(
		`UPDATE outbox SET due_at = ? WHERE due_at <= ? AND dead_at IS NULL AND id = (
			SELECT MIN(id) FROM outbox WHERE conversation_id = ? AND lane = ? AND dead_at IS NULL)
		RETURNING ${itemColumns}`,
		[now + leaseMs, now, conversationId, laneOf(payload)],
	);
	if (next !== undefined) tx.tell(putTopic, String(now + leaseMs), toItem(next));
};

type Settled = { readonly item: OutboxItem; readonly outcome: EffectOutcome; readonly now: Instant };

const tellFlows = async (database: Database, tx: Transaction, { item, outcome, now }: Settled): Promise<void> => {
	const { kind } = item.payload;
	if (!isHeardByFlows(kind)) return;
	await acceptEvent(database, tx, {
		conversationId: item.conversationId,
		dedupeKeys: [`settled:${item.idempotencyKey}:${outcome.kind}`],
		inbound: { kind: "effectSettled", effect: kind, outcome },
		logEntry: null,
		carry: null,
		at: now,
	});
};
