// Everything that is kept of one merchant: to be handed over, or deleted, when the merchant asks for it.

import type { Database, Row } from "./database.ts";
import { deleteConversation, ofConversation } from "./purge.ts";

export interface MerchantData {
	/** The conversations of whoever is named by a user's id, the id of one conversation, or a case's reference. */
	conversations(merchant: string): Promise<readonly string[]>;
	/** What is kept of a conversation: its tables, their rows as objects. */
	everything(conversationId: string): Promise<Tables>;
	/** Deletes conversations with all that belongs to them, leaving no bytes. */
	forget(conversationIds: readonly string[]): Promise<void>;
}

type Tables = Readonly<Record<string, readonly Row[]>>;

/** Columns that hold JSON, which is written out as what it is. */
const jsonColumns: ReadonlySet<string> = new Set(["address", "state", "inbound", "entry", "body", "payload", "summary"]);

/** What redaction remembers of digits is nobody's to hand over. */
const withheld: ReadonlySet<string> = new Set(["carry"]);

export const createMerchantData = (database: Database): MerchantData => ({
	conversations: async (merchant) => {
		const rows = await database.all(
			`SELECT id FROM conversations WHERE user_id IN (
				SELECT user_id FROM conversations WHERE user_id = ? OR id = ? OR id IN (SELECT conversation_id FROM cases WHERE reference = ?))
			ORDER BY id`,
			[merchant, merchant, merchant],
		);
		return rows.map(({ id }) => String(id));
	},
	everything: async (conversationId) => {
		const tables: Record<string, readonly Row[]> = {
			conversations: await database.all("SELECT * FROM conversations WHERE id = ?", [conversationId]),
		};
		for (const table of ofConversation)
			tables[table] = await database.all(`SELECT * FROM ${table} WHERE conversation_id = ?`, [conversationId]);
		return Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, rows.map(written)]));
	},
	forget: async (conversationIds) => {
		for (const id of conversationIds) await database.transaction((tx) => deleteConversation(tx, id));
		await database.scrub();
	},
});

const written = (row: Row): Row =>
	Object.fromEntries(
		Object.entries(row)
			.filter(([column]) => !withheld.has(column))
			.map(([column, value]) => [column, jsonColumns.has(column) ? JSON.parse(String(value)) : value]),
	);
