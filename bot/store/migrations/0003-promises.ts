// What the bot promised, with its deadline and the proof that it was kept. Takes over who waits for the back office.

import type { Migration } from "./migration.ts";

export const promises: Migration = {
	number: 3,
	statements: ({ serial }) => [
		`CREATE TABLE promises (
			id ${serial}, conversation_id TEXT NOT NULL, kind TEXT NOT NULL, made_at BIGINT NOT NULL, due_at BIGINT,
			outcome TEXT, settled_at BIGINT, proof TEXT, delivered_at BIGINT, warned_at BIGINT, broken_at BIGINT)`,
		"CREATE UNIQUE INDEX promises_open ON promises (conversation_id, kind) WHERE outcome IS NULL",
		"CREATE INDEX promises_due ON promises (due_at) WHERE outcome IS NULL",
		"CREATE INDEX promises_conversation ON promises (conversation_id)",
		"INSERT INTO promises (conversation_id, kind, made_at) SELECT conversation_id, 'status', since FROM status_watchers",
		"DROP TABLE status_watchers",
	],
};
