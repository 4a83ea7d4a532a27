// Retention: what is older leaves every table, and its bytes leave the files.

import type { Instant } from "../../dialogs/status/report.ts";
import type { Database, Transaction } from "./database.ts";

/** Tables whose rows go when their conversation goes. */
export const ofConversation = ["received", "events", "log", "promises", "records", "outbox", "cases", "spent_tickets"] as const;

/** Tables whose rows age by themselves, in conversations that go on. */
const aging = ["received", "log"] as const;

/** Tables whose rows say themselves how long they count. */
const expiring = ["sessions", "spent_tickets"] as const;

/** Conversations looked at in one transaction, so that turns wait no longer than milliseconds. */
const batch = 100;

/** Deletes conversations untouched since then, and what is older and over of the others; the number of conversations deleted. */
export const purge = async (database: Database, before: Instant): Promise<number> => {
	const gone = await inBatches(database, { column: "touched_at", before, work: deleteConversation });
	await inBatches(database, { column: "kept_since", before, work: (tx, id) => age(tx, id, before) });
	await database.transaction(async (tx) => {
		// The merchants' own words again; outcomes, which have none, stay with their conversation.
		await tx.run("DELETE FROM records WHERE kind = 'review' AND at < ?", [before]);
		// What could not be sent, and what a case says of its merchant.
		await tx.run("DELETE FROM outbox WHERE dead_at < ?", [before]);
		await tx.run("DELETE FROM cases WHERE status = 'resolved' AND closed_at < ?", [before]);
		for (const table of expiring) await tx.run(`DELETE FROM ${table} WHERE expires_at < ?`, [before]);
	});
	await database.scrub();
	return gone;
};

type Batches = {
	readonly column: "touched_at" | "kept_since";
	readonly before: Instant;
	/** Leaves no conversation as it was, or it would come again. */
	readonly work: (tx: Transaction, id: string) => Promise<void>;
};

/** Works on all conversations that are older by that column; how many there were. */
const inBatches = async ({ dialect, transaction }: Database, { column, before, work }: Batches): Promise<number> => {
	const workOnSome = () =>
		transaction(async (tx) => {
			const sql = `SELECT id FROM conversations WHERE ${column} < ? ORDER BY ${column} LIMIT ? ${dialect.forUpdate}`;
			const rows = await tx.all(sql, [before, batch]);
			for (const row of rows) await work(tx, String(row.id));
			return rows.length;
		});
	let all = 0;
	for (;;) {
		const some = await workOnSome();
		all += some;
		if (some < batch) return all;
	}
};

/** Deletes what is older of a conversation that goes on, and notes from when the oldest is that it keeps. */
const age = async (tx: Transaction, id: string, before: Instant): Promise<void> => {
	for (const table of aging) await tx.run(`DELETE FROM ${table} WHERE conversation_id = ? AND at < ?`, [id, before]);
	const oldest = aging.map((table) => `SELECT MIN(at) AS at FROM ${table} WHERE conversation_id = ?`).join(" UNION ALL ");
	await tx.run(`UPDATE conversations SET kept_since = COALESCE((SELECT MIN(at) FROM (${oldest}) AS kept), ?) WHERE id = ?`, [
		...aging.map(() => id),
		before,
		id,
	]);
};

/** With everything that belongs to it. */
export const deleteConversation = async (tx: Transaction, id: string): Promise<void> => {
	for (const table of ofConversation) await tx.run(`DELETE FROM ${table} WHERE conversation_id = ?`, [id]);
	await tx.run("DELETE FROM conversations WHERE id = ?", [id]);
};
