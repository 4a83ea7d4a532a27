// What waits in the database, for the metrics.

import type { Instant } from "../../dialogs/status/report.ts";
import type { Database } from "./database.ts";
import type { Backlog } from "./store.ts";

/** Counts what waits; asked once a scrape. */
export const backlog = async (database: Database, now: Instant): Promise<Backlog> => {
	const row = await database.first(
		`SELECT (SELECT COUNT(*) FROM events) AS events,
		(SELECT COUNT(*) FROM outbox WHERE dead_at IS NULL AND due_at <= ?) AS due,
		(SELECT COUNT(*) FROM outbox WHERE dead_at IS NOT NULL) AS dead,
		(SELECT COUNT(*) FROM cases WHERE status = 'waiting') AS cases`,
		[now],
	);
	return {
		database: database.waiting(),
		answers: Number(row?.events),
		deliveries: Number(row?.due),
		deadLetters: Number(row?.dead),
		cases: Number(row?.cases),
	};
};
