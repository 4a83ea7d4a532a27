// One tree less to write for every message: what was received lies in the order of its key.

import type { Migration } from "./migration.ts";

export const receivedInKeyOrder: Migration = {
	number: 4,
	statements: ({ inKeyOrder }) =>
		inKeyOrder === null
			? []
			: [
					"ALTER TABLE received RENAME TO received_before",
					`CREATE TABLE received (
						conversation_id TEXT NOT NULL, dedupe_key TEXT NOT NULL, entry_id TEXT, at BIGINT NOT NULL,
						PRIMARY KEY (conversation_id, dedupe_key)) ${inKeyOrder}`,
					"INSERT INTO received SELECT conversation_id, dedupe_key, entry_id, at FROM received_before",
					"DROP TABLE received_before",
					"CREATE INDEX received_at ON received (at)",
				],
};
