// Retention: what is older leaves every table, and its bytes leave the files.

import type { Instant } from "../../dialogs/status/report.ts";
import type { Database, Transaction } from "./database.ts";

/** Tables whose rows go when their conversation goes. */
export const ofConversation = ["received", "events", "log", "promises", "records", "outbox", "cases", "spent_tickets"] as const;

/** Tables whose rows age by themselves, in conversations that go on. */
const aging = ["received", "log"] as const;

/** Tables whose rows say themselves how long they count. */
const expiring = ["sessions", "spent_tickets"] as const;

/** Conversations deleted in one transaction, so that turns wait no longer than milliseconds. */
const batch = 100;

/** Deletes conversations untouched since then, and what is older and over of the others; the number of conversations deleted. */
export const purge = async (database: Database, before: Instant): Promise<number> => {
	let gone = 0;
	for (;;) {
		const deleted = await deleteBatch(database, before);
		gone += deleted;
		if (deleted < batch) break;
	}
	await database.transaction(async (tx) => {
		for (const table of aging) await tx.run(`DELETE FROM ${table} WHERE at < ?`, [before]);
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

const deleteBatch = (database: Database, before: Instant): Promise<number> =>
	database.transaction(async (tx) => {
		const rows = await tx.all(
			`SELECT id FROM conversations WHERE touched_at < ? ORDER BY touched_at LIMIT ? ${database.dialect.forUpdate}`,
			[before, batch],
		);
		for (const row of rows) await deleteConversation(tx, String(row.id));
		return rows.length;
	});

/** With everything that belongs to it. */
export const deleteConversation = async (tx: Transaction, id: string): Promise<void> => {
	for (const table of ofConversation) await tx.run(`DELETE FROM ${table} WHERE conversation_id = ?`, [id]);
	await tx.run("DELETE FROM conversations WHERE id = ?", [id]);
};
