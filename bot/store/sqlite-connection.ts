// libsql's synchronous connection, typed, with its settings and a bounded cache of prepared statements.

import Libsql from "libsql";
import type { Row, Value } from "./database.ts";

export type SqliteConnection = {
	all(sql: string, values?: readonly Value[]): readonly Row[];
	/** A third cheaper than all rows when there is one at most. */
	first(sql: string, values?: readonly Value[]): Row | undefined;
	run(sql: string, values?: readonly Value[]): number;
	isInTransaction(): boolean;
	close(): void;
};

// What libsql 0.5 does; its own declarations are of its asynchronous half.
type Prepared = {
	all(values: readonly Value[]): Row[];
	get(values: readonly Value[]): Row | undefined;
	run(values: readonly Value[]): { changes: number };
};
type Connection = { prepare(sql: string): Prepared; readonly inTransaction: boolean; close(): void };

/** More different statements than the house has; multi-row inserts come in a few lengths each. */
const maxPrepared = 500;

/** A checkpoint every 16 MB rather than 4: pages that many turns write are then copied into the file once. */
const settings = ["journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "wal_autocheckpoint = 4000"];

/** Opens the file, making it when it is not there. Calls block: waiting for a lock is kept short and is the caller's to repeat. */
export const connectSqlite = (file: string, lockTimeoutMs: number): SqliteConnection => {
	const connection = new Libsql(file, { timeout: lockTimeoutMs }) as unknown as Connection;
	for (const setting of settings) connection.prepare(`PRAGMA ${setting}`).all([]);
	const prepared = new Map<string, Prepared>();
	const prepare = (sql: string): Prepared => {
		const known = prepared.get(sql);
		if (known !== undefined) return known;
		if (prepared.size >= maxPrepared) prepared.clear();
		const statement = connection.prepare(sql);
		prepared.set(sql, statement);
		return statement;
	};
	/** libsql does not reset a statement whose `get` has failed: it would fail with the same error for ever. */
	const first = (sql: string, values: readonly Value[] = []): Row | undefined => {
		try {
			return prepare(sql).get(values);
		} catch (error) {
			prepared.delete(sql);
			throw error;
		}
	};
	return {
		all: (sql, values = []) => prepare(sql).all(values),
		first,
		run: (sql, values = []) => prepare(sql).run(values).changes,
		isInTransaction: () => connection.inTransaction,
		close: () => connection.close(),
	};
};
