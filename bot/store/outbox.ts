// What is on its way out: leased, settled, put back or buried. The SQL of both databases.

import type { EffectOutcome } from "../../dialogs/conversation.ts";
import type { Instant } from "../../dialogs/status/report.ts";
import { acceptEvent } from "./accept-event.ts";
import type { Database, Transaction } from "./database.ts";
import { isHeardByFlows, itemColumns, putTopic, toItem } from "./outbox-rows.ts";
import type { OutboxItem, OutboxStore } from "./store.ts";

/** An item is at the head of its lane when nothing alive was put in before it. */
const isHead = `NOT EXISTS (
	SELECT 1 FROM outbox ahead WHERE ahead.conversation_id = item.conversation_id AND ahead.lane = item.lane
	AND ahead.id < item.id AND ahead.dead_at IS NULL)`;

/** The outbox part of the store. */
export const createOutboxStore = (database: Database): OutboxStore => ({
	lease: (limit, leaseMs, now) => database.transaction((tx) => lease(database, tx, { limit, leaseMs, now })),
	settle: (item, outcome, now) =>
		database.transaction(async (tx) => {
			const settled = await tx.run("DELETE FROM outbox WHERE id = ?", [item.id]);
			if (settled > 0) await tellFlows(database, tx, { item, outcome, now });
		}),
	retryLater: async (item, dueAt, error) => {
		const values = [dueAt, error, item.id];
		await database.transaction((tx) => tx.run("UPDATE outbox SET due_at = ?, attempts = attempts + 1, error = ? WHERE id = ?", values));
	},
	bury: (item, error, now) =>
		database.transaction(async (tx) => {
			const values = [now, error, item.id];
			const buried = await tx.run(
				"UPDATE outbox SET dead_at = ?, attempts = attempts + 1, error = ? WHERE id = ? AND dead_at IS NULL",
				values,
			);
			if (buried > 0) await tellFlows(database, tx, { item, outcome: { kind: "failed" }, now });
		}),
	nextDueAt: async () => {
		const [row] = await database.all(`SELECT due_at FROM outbox item WHERE dead_at IS NULL AND ${isHead} ORDER BY due_at LIMIT 1`);
		return row === undefined ? null : Number(row.due_at);
	},
	dead: async (limit) => {
		const rows = await database.all(`SELECT ${itemColumns}, error FROM outbox WHERE dead_at IS NOT NULL ORDER BY dead_at DESC LIMIT ?`, [
			limit,
		]);
		return rows.map((row) => ({ ...toItem(row), error: String(row.error) }));
	},
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
	onPut: (heard) =>
		database.listen(
			putTopic,
			(dueAt) => heard(Number(dueAt)),
			() => heard(0),
		),
});

type Lease = { readonly limit: number; readonly leaseMs: number; readonly now: Instant };

const lease = async ({ dialect }: Database, tx: Transaction, { limit, leaseMs, now }: Lease): Promise<readonly OutboxItem[]> => {
	const rows = await tx.all(
		`WITH due AS MATERIALIZED (
			SELECT id FROM outbox item WHERE dead_at IS NULL AND due_at <= ? AND ${isHead}
			ORDER BY due_at, id LIMIT ? ${dialect.skipLocked})
		UPDATE outbox SET due_at = ? WHERE id IN (SELECT id FROM due) RETURNING ${itemColumns}`,
		[now, limit, now + leaseMs],
	);
	return rows.map(toItem).sort((one, other) => one.id - other.id);
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
