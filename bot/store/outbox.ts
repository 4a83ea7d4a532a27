// What is on its way out: leased, settled, put back or buried. The SQL of both databases.

import type { Instant } from "../../dialogs/status/report.ts";
import { places } from "./by-count.ts";
import type { Database, Transaction } from "./database.ts";
import { createOutcomes } from "./outbox-outcomes.ts";
import { itemColumns, putTopic, toItem } from "./outbox-rows.ts";
import type { OutboxItem, OutboxStore } from "./store.ts";

/** An item is at the head of its lane when nothing alive was put in before it. */
const isHead = `NOT EXISTS (
	SELECT 1 FROM outbox ahead WHERE ahead.conversation_id = item.conversation_id AND ahead.lane = item.lane
	AND ahead.id < item.id AND ahead.dead_at IS NULL)`;

/** The outbox part of the store. */
export const createOutboxStore = (database: Database): OutboxStore => ({
	lease: (limit, leaseMs, now) => database.transaction((tx) => lease(database, tx, { limit, leaseMs, now })),
	renew: async (items, until) => {
		const values = [until, ...items.flatMap(({ id, attempts, idempotencyKey }) => [id, attempts, idempotencyKey])];
		const sql = `UPDATE outbox SET due_at = ? WHERE dead_at IS NULL AND (id, attempts, idempotency_key) IN (${places(items.length, "(?, ?, ?)")})`;
		await database.transaction((tx) => tx.run(sql, values));
	},
	...createOutcomes(database),
	nextDueAt: async () => {
		const row = await database.first(`SELECT due_at FROM outbox item WHERE dead_at IS NULL AND ${isHead} ORDER BY due_at LIMIT 1`);
		return row === undefined ? null : Number(row.due_at);
	},
	dead: async (limit) => {
		const rows = await database.all(`SELECT ${itemColumns}, error FROM outbox WHERE dead_at IS NOT NULL ORDER BY dead_at DESC LIMIT ?`, [
			limit,
		]);
		return rows.map((row) => ({ ...toItem(row), error: String(row.error) }));
	},
	onPut: (heard) =>
		database.listen(
			putTopic,
			// What goes along is what outbox-rows.ts gave.
			(dueAt, along) => heard(Number(dueAt), along as OutboxItem | undefined),
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
