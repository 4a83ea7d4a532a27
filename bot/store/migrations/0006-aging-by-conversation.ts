// Two trees less to write for every turn: what is old is found by its conversation, which knows from when its oldest row may be.
// Those that are there already count as oldest, until the next purge has looked.

import type { Migration } from "./migration.ts";

export const agingByConversation: Migration = {
	number: 6,
	statements: () => [
		"ALTER TABLE conversations ADD COLUMN kept_since BIGINT NOT NULL DEFAULT 0",
		"CREATE INDEX conversations_kept ON conversations (kept_since)",
		"DROP INDEX received_at",
		"DROP INDEX log_at",
	],
};
