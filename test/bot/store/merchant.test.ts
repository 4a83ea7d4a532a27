import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { uploadsFolder } from "../../../bot/channels/direct-line/uploads.ts";
import { openDirectLine, type RestMerchant } from "../../support/direct-line-merchant.ts";
import { type Running, startRelink } from "../../support/start-relink.ts";

const run = promisify(execFile);

describe("npm run merchant", () => {
	let relink: Running;
	let folder: string;
	let asking: RestMerchant;
	let other: RestMerchant;

	const merchant = (...args: string[]) =>
		run(process.execPath, ["--import", "tsx", "bot/store/merchant-cli.ts", ...args], {
			env: { PATH: process.env.PATH, DATA_DIR: relink.dataDir },
		});
	const picture = () => join(uploadsFolder(relink.dataDir), asking.conversationId, "photo.png");

	beforeAll(async () => {
		relink = await startRelink();
		folder = await mkdtemp(join(tmpdir(), "relink-merchant-"));
		[asking, other] = [await openDirectLine(relink.url, "en"), await openDirectLine(relink.url, "en")];
		await asking.write("the wotsit of my terminal cannot connect");
		await other.write("another shop's words");
		for (const each of [asking, other]) await each.hear();
		await mkdir(join(uploadsFolder(relink.dataDir), asking.conversationId), { recursive: true });
		await writeFile(picture(), "a picture");
	});

	afterAll(async () => {
		await relink.close();
		await rm(folder, { recursive: true });
	});

	it("hands over what is kept of one merchant, words and pictures, and nothing of another", async () => {
		const to = join(folder, "export");
		const { stdout } = await merchant("export", asking.conversationId, to);
		expect(stdout).toContain("1 conversation");
		const written = await readFile(join(to, "merchant.json"), "utf8");
		const [kept] = JSON.parse(written);
		expect(kept.conversations).toMatchObject([{ id: asking.conversationId, state: { language: "en" } }]);
		expect(kept.log.map(({ entry }: { entry: { text: string } }) => entry.text)).toContain("the wotsit of my terminal cannot connect");
		expect(written).not.toContain("another shop's words");
		expect(written).not.toContain('"carry"');
		expect(await readFile(join(to, "pictures", asking.conversationId, "photo.png"), "utf8")).toBe("a picture");
	});

	it("overwrites no export", async () => {
		await expect(merchant("export", asking.conversationId, join(folder, "export"))).rejects.toMatchObject({ code: 1 });
	});

	it("deletes it while the bot runs, to the last byte, and another's not", async () => {
		expect((await merchant("delete", asking.conversationId)).stdout).toContain("1 conversation(s) deleted");
		await expect(asking.write("still there?")).rejects.toThrow("404");
		await expect(asking.all()).rejects.toThrow("404");
		expect(existsSync(picture())).toBe(false);
		for (const name of await readdir(relink.dataDir)) {
			if (name.startsWith("relink.db")) expect((await readFile(join(relink.dataDir, name))).includes("wotsit")).toBe(false);
		}
		expect((await other.all()).map(({ text }) => text)).toContain("another shop's words");
	});

	it.each([
		{ why: "nobody it knows", args: ["delete", "nobody"], says: "no such conversation: nobody" },
		{ why: "no folder to export to", args: ["export", "somebody"], says: "npm run merchant -- export WHO FOLDER" },
	])("says what is wrong: $why", async ({ args, says }) => {
		await expect(merchant(...args)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(says) });
	});
});
