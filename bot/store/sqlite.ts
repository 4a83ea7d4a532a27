// SQLite in one file: a writer that commits in groups, and a reader that sees only what is durable.

import { setTimeout as sleep } from "node:timers/promises";
import { relinkError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import type { Database } from "./database.ts";
import { createGroupCommit, storeError } from "./group-commit.ts";
import { connectSqlite } from "./sqlite-connection.ts";
import { createTopics } from "./topics.ts";

/** A blocked call holds up the event loop, so one wait is short and the writer repeats it. */
const lockTimeoutMs = 50;
const scrubRetryMs = 250;

/** Opens the database file for this process. Writes wait `lockedForMs` for a lock of another one before they fail. */
export const openSqlite = (file: string, logger: Logger, lockedForMs = 5_000): Database => {
	const writer = connectSqlite(file, lockTimeoutMs);
	const reader = connectSqlite(file, lockTimeoutMs);
	const topics = createTopics(logger);
	const group = createGroupCommit({ connection: writer, tell: topics.tell, lockedForMs });
	return {
		isOurs: true,
		dialect: { serial: "INTEGER PRIMARY KEY AUTOINCREMENT", inKeyOrder: "WITHOUT ROWID", forUpdate: "", skipLocked: "", lockSchema: null },
		all: async (sql, values) => reading(() => reader.all(sql, values)),
		first: async (sql, values) => reading(() => reader.first(sql, values)),
		transaction: group.run,
		listen: topics.listen,
		// secure_delete has overwritten the rows in the file; older pages are still in the log, as long as somebody reads them.
		scrub: async () => {
			const giveUpAt = performance.now() + lockedForMs;
			for (;;) {
				await group.idle();
				const checkpoint = reading(() => writer.all("PRAGMA wal_checkpoint(TRUNCATE)"));
				if (checkpoint[0]?.busy === 0) return;
				if (performance.now() > giveUpAt) throw relinkError("STORE_UNAVAILABLE", { detail: "another process keeps what was deleted" });
				await sleep(scrubRetryMs);
			}
		},
		waiting: group.waiting,
		close: async () => {
			await group.idle();
			reader.close();
			writer.close();
		},
	};
};

const reading = <T>(read: () => T): T => {
	try {
		return read();
	} catch (error) {
		throw storeError(error);
	}
};
