import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { backup, restore } from "../../../bot/store/backup.ts";
import { openStore, sqliteFile } from "../../../bot/store/open-store.ts";
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

	it("never writes over a file that is there", async () => {
		await (await open()).close();
		await writeFile(file, "mine");
		await expect(backup(dataDir, file)).rejects.toMatchObject({ code: "EEXIST" });
		expect(await readFile(file, "utf8")).toBe("mine");
	});

	it.each([
		{ why: "not a database", content: () => "hello" },
		{ why: "an empty file", content: () => "" },
		{ why: "cut off", content: (whole: Buffer) => whole.subarray(0, 8_192) },
	])("refuses what is no sound backup and leaves everything as it was: $why", async ({ content }) => {
		await (await open()).close();
		const before = await readFile(sqliteFile(dataDir));
		await writeFile(file, content(before));
		await expect(restore(dataDir, file)).rejects.toMatchObject({ code: "BACKUP_UNUSABLE" });
		expect(await readFile(sqliteFile(dataDir))).toEqual(before);
	});
});
