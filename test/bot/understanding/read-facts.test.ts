import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFacts } from "../../../bot/understanding/read-facts.ts";

let folder = "";

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "relink-facts-"));
});
afterAll(() => rm(folder, { recursive: true }));

const read = async (text: string) => {
	const file = join(folder, "facts.tsv");
	await writeFile(file, text);
	return readFacts(file);
};

describe("readFacts", () => {
	it("reads facts and the message, and none", async () => {
		expect(await read("# a comment\n\nscope=one restarted=no\tonly this one, not restarted\n-\tgood morning\n")).toEqual([
			{ facts: ["scope=one", "restarted=no"], code: null, text: "only this one, not restarted" },
			{ facts: [], code: null, text: "good morning" },
		]);
	});

	it("keeps the code apart, which is heard by its form", async () => {
		expect(await read("code=97 scope=shop\t97 on all of them")).toEqual([{ facts: ["scope=shop"], code: "97", text: "97 on all of them" }]);
	});

	it.each([
		{
			why: "a fact that does not exist",
			text: "scope=one\tfine\nscope=two\twrong",
			says: /facts\.tsv, line 2: there is no fact "scope=two"/,
		},
		{ why: "no tab", text: "scope=one only this one", says: /line 1: expected facts, a tab and the message/ },
	])("names the file and the line of a mistake: $why", async ({ text, says }) => {
		await expect(read(text)).rejects.toThrow(says);
	});
});
