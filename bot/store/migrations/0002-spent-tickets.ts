// Stream URLs that were used: each opens one socket, whichever replica is asked.

import type { Migration } from "./migration.ts";

export const spentTickets: Migration = {
	number: 2,
	statements: () => [
		`CREATE TABLE spent_tickets (
			conversation_id TEXT NOT NULL, id TEXT NOT NULL, expires_at BIGINT NOT NULL, PRIMARY KEY (conversation_id, id))`,
	],
};
