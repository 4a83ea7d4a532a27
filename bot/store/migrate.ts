// Brings the schema up to date. Each migration and the note that it ran are one transaction: killed anywhere, it runs again whole.

import type { Database, Transaction } from "./database.ts";
import { migrations } from "./migrations/index.ts";
import type { Migration } from "./migrations/migration.ts";

/** Applies what is missing, in order. Safe to call from several processes at once. */
export const migrate = async (database: Database, all: readonly Migration[] = migrations): Promise<void> => {
	await database.transaction(async (tx) => {
		await lock(database, tx);
		await tx.run("CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY)");
	});
	for (const migration of all) await database.transaction((tx) => apply(database, tx, migration));
};

const lock = async ({ dialect }: Database, tx: Transaction): Promise<void> => {
	if (dialect.lockSchema !== null) await tx.all(dialect.lockSchema);
};

const apply = async (database: Database, tx: Transaction, { number, statements }: Migration): Promise<void> => {
	await lock(database, tx);
	const done = await tx.all("SELECT number FROM migrations WHERE number = ?", [number]);
	if (done.length > 0) return;
	for (const statement of statements(database.dialect)) await tx.run(statement);
	await tx.run("INSERT INTO migrations (number) VALUES (?)", [number]);
};
