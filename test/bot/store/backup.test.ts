import { execFile } from "node:child_process";
import { chmod, copyFile, link, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { backup, restore } from "../../../bot/store/backup.ts";
import { openStore, sqliteFile } from "../../../bot/store/open-store.ts";
import { connectSqlite } from "../../../bot/store/sqlite-connection.ts";
import { aConversation, start } from "../../contracts/store-builders.ts";
import { silentLogger } from "../../support/silent-logger.ts";

describe("backup and restore", () => {
	let folder: string;
	let dataDir: string;
	let file: string;
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "relink-backup-"));
		dataDir = join(folder, "data");
		file = join(folder, "copy.db");
	});
	afterEach(() => rm(folder, { recursive: true }));

	const open = () => openStore({ dataDir, databaseUrl: null, logger: silentLogger });

	/** In a process of its own: libsql gives up its locks when its statements are collected, which may be long after they were closed. */
	const command = (name: "backup" | "restore", of = dataDir) =>
		promisify(execFile)(process.execPath, ["--import", "tsx", "bot/store/backup-cli.ts", name, file], {
			env: { ...process.env, DATA_DIR: of, DATABASE_URL: undefined },
		});
	/** The database is all in its one file. */
	const settled = async () => {
		await (await open()).close();
		connectSqlite(sqliteFile(dataDir), 5_000).all("PRAGMA wal_checkpoint(TRUNCATE)");
	};

	it("never writes over a file that is there", async () => {
		await (await open()).close();
		await writeFile(file, "mine");
		await expect(backup(dataDir, file)).rejects.toMatchObject({ code: "EEXIST" });
		expect(await readFile(file, "utf8")).toBe("mine");
		expect(await readdir(folder)).toEqual(["copy.db", "data"]);
	});

	it("leaves nothing behind when there is nothing to copy", async () => {
		await mkdir(dataDir);
		await expect(backup(dataDir, file)).rejects.toMatchObject({ code: "BACKUP_UNUSABLE" });
		expect(await readdir(folder)).toEqual(["data"]);
	});

	it("keeps the copy to its own user, and leaves one file each", async () => {
		await (await open()).close();
		await command("backup");
		expect((await stat(file)).mode & 0o077).toBe(0);
		expect(await readdir(folder)).toEqual(["copy.db", "data"]);
		await chmod(file, 0o644);
		const restored = join(folder, "restored");
		await command("restore", restored);
		expect((await stat(sqliteFile(restored))).mode & 0o077).toBe(0);
		expect(await readdir(restored)).toEqual(["relink.db"]);
	});

	it("replaces the database of a process that was killed only once that is whole without its log", async () => {
		const store = await open();
		await command("backup");
		await store.conversations.create(aConversation("c1"), start);
		const killed = join(folder, "killed");
		await mkdir(killed);
		for (const name of ["relink.db", "relink.db-wal"]) await copyFile(join(dataDir, name), join(killed, name));
		await store.close();
		const old = join(folder, "old.db");
		await link(sqliteFile(killed), old);
		await command("restore", killed);
		const conversationsIn = (path: string) => {
			const connection = connectSqlite(path, 0);
			const rows = connection.all("SELECT id FROM conversations");
			connection.close();
			return rows;
		};
		expect(conversationsIn(old)).toEqual([{ id: "c1" }]);
		expect(conversationsIn(sqliteFile(killed))).toEqual([]);
	});

	it.each([
		{ why: "not a database", content: () => "hello" },
		{ why: "an empty file", content: () => "" },
		{ why: "cut off", content: (whole: Buffer) => whole.subarray(0, 8_192) },
	])("refuses what is no sound backup and leaves everything as it was: $why", async ({ content }) => {
		await settled();
		const before = await readFile(sqliteFile(dataDir));
		await writeFile(file, content(before));
		await expect(restore(dataDir, file)).rejects.toMatchObject({ code: "BACKUP_UNUSABLE" });
		expect(await readFile(sqliteFile(dataDir))).toEqual(before);
	});
});
