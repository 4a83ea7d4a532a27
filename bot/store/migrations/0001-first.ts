// The first schema. Every table that belongs to a conversation leads with its id, so that it can be sharded by it.

import type { Migration } from "./migration.ts";

export const first: Migration = {
	number: 1,
	statements: ({ serial }) => [
		`CREATE TABLE conversations (
			id TEXT PRIMARY KEY, channel TEXT NOT NULL, user_id TEXT NOT NULL, address TEXT NOT NULL, state TEXT NOT NULL, carry TEXT NOT NULL,
			version BIGINT NOT NULL, log_seq BIGINT NOT NULL, event_seq BIGINT NOT NULL, touched_at BIGINT NOT NULL)`,
		"CREATE INDEX conversations_touched ON conversations (touched_at)",
		`CREATE TABLE received (
			conversation_id TEXT NOT NULL, dedupe_key TEXT NOT NULL, entry_id TEXT, at BIGINT NOT NULL,
			PRIMARY KEY (conversation_id, dedupe_key))`,
		"CREATE INDEX received_at ON received (at)",
		`CREATE TABLE events (
			conversation_id TEXT NOT NULL, seq BIGINT NOT NULL, entry_id TEXT, inbound TEXT NOT NULL, at BIGINT NOT NULL,
			PRIMARY KEY (conversation_id, seq))`,
		`CREATE TABLE log (
			conversation_id TEXT NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL, author TEXT NOT NULL, entry TEXT NOT NULL,
			PRIMARY KEY (conversation_id, seq))`,
		"CREATE INDEX log_at ON log (at)",
		"CREATE TABLE status_watchers (conversation_id TEXT PRIMARY KEY, since BIGINT NOT NULL)",
		`CREATE TABLE records (id ${serial}, conversation_id TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, at BIGINT NOT NULL)`,
		"CREATE INDEX records_kind ON records (kind, at)",
		"CREATE INDEX records_conversation ON records (conversation_id)",
		`CREATE TABLE outbox (
			id ${serial}, conversation_id TEXT NOT NULL, lane TEXT NOT NULL, idempotency_key TEXT NOT NULL, payload TEXT NOT NULL,
			attempts BIGINT NOT NULL, due_at BIGINT NOT NULL, dead_at BIGINT, error TEXT)`,
		"CREATE INDEX outbox_due ON outbox (due_at) WHERE dead_at IS NULL",
		"CREATE INDEX outbox_lane ON outbox (conversation_id, lane, id) WHERE dead_at IS NULL",
		"CREATE INDEX outbox_dead ON outbox (dead_at) WHERE dead_at IS NOT NULL",
		`CREATE TABLE cases (
			reference TEXT PRIMARY KEY, conversation_id TEXT NOT NULL, idempotency_key TEXT NOT NULL UNIQUE, status TEXT NOT NULL,
			opened_at BIGINT NOT NULL, accepted_at BIGINT, closed_at BIGINT, agent_id TEXT, agent_name TEXT, agent_seen_at BIGINT, cause TEXT,
			summary TEXT NOT NULL)`,
		"CREATE INDEX cases_conversation ON cases (conversation_id)",
		"CREATE INDEX cases_status ON cases (status, opened_at)",
		"CREATE INDEX cases_accepted ON cases (accepted_at)",
		`CREATE TABLE agents (
			id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL, password_hash TEXT NOT NULL)`,
		"CREATE TABLE sessions (token_hash TEXT PRIMARY KEY, agent_id TEXT NOT NULL, expires_at BIGINT NOT NULL)",
		"CREATE INDEX sessions_agent ON sessions (agent_id)",
		`CREATE TABLE audit (
			id ${serial}, agent_id TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, at BIGINT NOT NULL)`,
	],
};
