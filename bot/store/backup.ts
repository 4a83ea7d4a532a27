// Copies the embedded database to a file while the bot runs, and puts such a file back while it does not.

import { chmod, copyFile, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { relinkError } from "../errors.ts";
import { sqliteFile } from "./open-store.ts";
import { connectSqlite } from "./sqlite-connection.ts";

const lockTimeoutMs = 5_000;
const ownerOnly = 0o600;

/** Writes everything that is durable now to the file, which must not exist yet. */
export const backup = async (dataDir: string, file: string): Promise<void> => {
	const part = `${file}.part`;
	await reserve(file);
	try {
		await remove(part);
		// SQLite takes a file that is there when it is empty: what it writes is never for others to read.
		await reserve(part);
		copyInto(part, sqliteFile(dataDir));
		requireSound(part);
		await flush(part);
		await rename(part, file);
	} catch (error) {
		await rm(file, { force: true });
		throw error;
	} finally {
		await remove(part);
	}
	await flush(dirname(file));
};

/** Replaces the database by the backup, or leaves it untouched. Throws STORE_IN_USE while the bot runs, BACKUP_UNUSABLE for anything else than a sound backup. */
export const restore = async (dataDir: string, file: string): Promise<void> => {
	await mkdir(dataDir, { recursive: true, mode: 0o700 });
	const target = sqliteFile(dataDir);
	const part = `${target}.part`;
	try {
		await copyFile(file, part);
		await chmod(part, ownerOnly);
		requireSound(part);
		writeBackUnused(target);
		await flush(part);
		// The old database needs them no more, and to the new one they do not belong.
		for (const suffix of ["-wal", "-shm"]) await rm(`${target}${suffix}`, { force: true });
		await rename(part, target);
	} finally {
		await remove(part);
	}
	await flush(dataDir);
};

const copyInto = (part: string, source: string): void => {
	const connection = connectSqlite(source, lockTimeoutMs);
	try {
		connection.run("VACUUM INTO ?", [part]);
	} finally {
		connection.close();
	}
};

const requireSound = (file: string): void => {
	let sound = false;
	let cause: unknown;
	try {
		sound = isSound(file);
	} catch (error) {
		cause = error;
	}
	if (!sound) throw relinkError("BACKUP_UNUSABLE", { retryable: false, cause });
};

const isSound = (file: string): boolean => {
	const connection = connectSqlite(file, lockTimeoutMs);
	try {
		const [check] = connection.all("PRAGMA quick_check");
		return check?.quick_check === "ok" && connection.all("SELECT number FROM migrations").length > 0;
	} finally {
		connection.close();
	}
};

/**
 * A process that has the database open holds a shared lock on it. What is still in the log of one that was killed goes into the file
 * first: until that is replaced it must be whole by itself.
 */
const writeBackUnused = (file: string): void => {
	const connection = connectSqlite(file, 0);
	try {
		connection.all("PRAGMA locking_mode = EXCLUSIVE");
		connection.run("BEGIN EXCLUSIVE");
		connection.run("COMMIT");
		const [checkpoint] = connection.all("PRAGMA wal_checkpoint(TRUNCATE)");
		if (checkpoint?.busy !== 0) throw new Error("the log could not be written back");
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
	const handle = await open(file, "wx", ownerOnly);
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
