import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const root = new URL("../../", import.meta.url).pathname;
const sources = ["bot", "dialogs"].flatMap((room) =>
	readdirSync(`${root}${room}`, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
		.map((entry) => `${entry.parentPath}/${entry.name}`),
);

/** Data about languages, not sentences: what is listened for, masked or folded. */
const listens = /dialogs\/(understanding|privacy|knowledge)\//;

describe("the code", () => {
	it("says no sentence of its own: Chinese stands in locales/ only", () => {
		const speaking = sources.filter((file) => !listens.test(file) && /[\u4e00-\u9fff]/.test(readFileSync(file, "utf8")));
		expect(speaking).toEqual([]);
	});
});
