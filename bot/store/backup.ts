// Copies the embedded database to a file while the bot runs, and puts such a file back while it does not.

import { copyFile, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { relinkError } from "../errors.ts";
import { sqliteFile } from "./open-store.ts";
import { connectSqlite } from "./sqlite-connection.ts";

const lockTimeoutMs = 5_000;

/** Writes everything that is durable now to the file, which must not exist yet. */
export const backup = async (dataDir: string, file: string): Promise<void> => {
	const part = `${file}.part`;
	await rm(part, { force: true });
	const connection = connectSqlite(sqliteFile(dataDir), lockTimeoutMs);
	try {
		connection.run("VACUUM INTO ?", [part]);
	} finally {
		connection.close();
	}
	requireSound(part);
	await flush(part);
	await reserve(file);
	await rename(part, file);
	await flush(dirname(file));
};

/** Replaces the database by the backup, or leaves it untouched. Throws STORE_IN_USE while the bot runs, BACKUP_UNUSABLE for anything else than a sound backup. */
export const restore = async (dataDir: string, file: string): Promise<void> => {
	await mkdir(dataDir, { recursive: true, mode: 0o700 });
	const target = sqliteFile(dataDir);
	const part = `${target}.part`;
	await copyFile(file, part);
	try {
		requireSound(part);
		requireUnused(target);
	} catch (error) {
		await remove(part);
		throw error;
	}
	await flush(part);
	// What the old database had not yet written back belongs to the old database.
	for (const suffix of ["-wal", "-shm"]) await rm(`${target}${suffix}`, { force: true });
	await rename(part, target);
	await flush(dataDir);
};

const requireSound = (file: string): void => {
	try {
		const connection = connectSqlite(file, lockTimeoutMs);
		const [check] = connection.all("PRAGMA quick_check");
		const migrations = connection.all("SELECT number FROM migrations");
		connection.close();
		if (check?.quick_check === "ok" && migrations.length > 0) return;
	} catch (error) {
		throw relinkError("BACKUP_UNUSABLE", { retryable: false, cause: error });
	}
	throw relinkError("BACKUP_UNUSABLE", { retryable: false });
};

/** A process that has the database open holds a shared lock on it. */
const requireUnused = (file: string): void => {
	const connection = connectSqlite(file, 0);
	try {
		connection.all("PRAGMA locking_mode = EXCLUSIVE");
		connection.run("BEGIN EXCLUSIVE");
		connection.run("COMMIT");
	} catch (error) {
		throw relinkError("STORE_IN_USE", { retryable: false, cause: error });
	} finally {
		connection.close();
	}
};

const remove = async (file: string): Promise<void> => {
	for (const suffix of ["", "-wal", "-shm"]) await rm(`${file}${suffix}`, { force: true });
};

/** Never over a file that is there. */
const reserve = async (file: string): Promise<void> => {
	const handle = await open(file, "wx", 0o600);
	await handle.close();
};

const flush = async (path: string): Promise<void> => {
	const handle = await open(path, "r");
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
};
