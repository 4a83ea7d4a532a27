import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { backup, restore } from "../../../bot/store/backup.ts";
import { openStore, sqliteFile } from "../../../bot/store/open-store.ts";
import { createDriver, type Message } from "../../faults/spine-driver.ts";
import { wordsOf } from "../../support/echo-house.ts";
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

	/** The command, as a process of its own. */
	const command = async (name: "backup" | "restore"): Promise<{ readonly code: number; readonly errors: string }> => {
		const child = spawn(process.execPath, ["--import", "tsx", "bot/store/backup-cli.ts", name, file], {
			env: { PATH: process.env.PATH, DATA_DIR: dataDir },
		});
		let errors = "";
		child.stderr.on("data", (chunk) => {
			errors += String(chunk);
		});
		const [code] = await once(child, "exit");
		return { code, errors };
	};

	it("copies what is durable while the bot goes on, and brings it back when the bot is gone", { timeout: 60_000 }, async () => {
		const bot = createDriver(dataDir);
		const messages = (word: string): readonly Message[] =>
			Array.from({ length: 100 }, (_, n) => ({ conversationId: "c1", id: `${word}${n}`, text: `${word} ${"abcdefghij"[n % 10]}` }));
		const untilAcknowledged = (all: readonly Message[]) =>
			vi.waitFor(() => expect(all.every(({ id }) => bot.acknowledged.has(id))).toBe(true), { timeout: 10_000 });
		await bot.start();
		bot.send(messages("before"));
		await untilAcknowledged(messages("before"));
		expect(await command("backup")).toEqual({ code: 0, errors: "" });
		bot.send(messages("after"));
		await untilAcknowledged(messages("after"));
		expect(await command("restore")).toMatchObject({ code: 1, errors: expect.stringContaining("in use") });
		await bot.kill();
		expect(await command("restore")).toEqual({ code: 0, errors: "" });

		const restored = await open();
		const words = wordsOf(await restored.conversations.log("c1", 0, 10_000), "merchant");
		expect(words.toSorted()).toEqual(
			messages("before")
				.map(({ text }) => text)
				.toSorted(),
		);
		expect(await restored.ready()).toBe(true);
		await restored.close();
	});

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
