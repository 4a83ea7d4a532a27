// Opens the store the configuration asks for: PostgreSQL when there is an address, else SQLite in the folder.

import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "../logger.ts";
import { createStore } from "./create-store.ts";
import type { Database } from "./database.ts";
import { migrate } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";
import { openSqlite } from "./sqlite.ts";
import type { Store } from "./store.ts";

export type StoreOptions = {
	readonly dataDir: string;
	readonly databaseUrl: string | null;
	readonly logger: Logger;
};

/** The embedded database's file in the data folder. */
export const sqliteFile = (dataDir: string): string => join(dataDir, "relink.db");

/** Where a store is, as commands take it: a data folder, or the address of a PostgreSQL database. */
export const placeNamed = (name: string): Omit<StoreOptions, "logger"> =>
	/^postgres(ql)?:/.test(name) ? { dataDir: ".", databaseUrl: name } : { dataDir: name, databaseUrl: null };

/** Opens the database, brings its schema up to date and puts the store over it. What fails leaves nothing open. */
export const openStore = async (options: StoreOptions): Promise<Store> => {
	const database = await openDatabase(options);
	try {
		await migrate(database);
	} catch (error) {
		await database.close();
		throw error;
	}
	return createStore(database);
};

const openDatabase = async ({ dataDir, databaseUrl, logger }: StoreOptions): Promise<Database> => {
	if (databaseUrl !== null) return openPostgres(databaseUrl, logger);
	await mkdir(dataDir, { recursive: true, mode: 0o700 });
	const database = openSqlite(sqliteFile(dataDir), logger);
	await chmod(sqliteFile(dataDir), 0o600);
	return database;
};
