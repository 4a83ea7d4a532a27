import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAcquirer } from "../../bot/acquirer.ts";
import { createCopy } from "../../bot/copy/copy.ts";

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "relink-acquirer-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (content: string) => writeFile(join(folder, "acquirer.json"), content);

describe("readAcquirer", () => {
	it("changes nothing when there is no file", async () => {
		expect(await readAcquirer(folder)).toEqual({});
	});

	it("lays the acquirer's own sentences over ours, and leaves the rest", async () => {
		await write(JSON.stringify({ priors: { ispOutage: 20 }, copy: { en: { causes: { ispOutage: { name: "Line down" } } } } }));
		const own = await readAcquirer(folder);
		const copy = createCopy({ faqs: { "zh-CN": [], en: [] }, timeZone: "UTC", own: own.copy ?? {} });
		expect(own.priors).toEqual({ ispOutage: 20 });
		expect(copy.sentence({ key: "causes.ispOutage.name" }, "en")).toBe("Line down");
		expect(copy.sentence({ key: "causes.ispOutage.name" }, "zh-CN")).not.toBe("Line down");
		expect(copy.sentence({ key: "causes.routerFault.name" }, "en")).not.toBe("");
	});

	it("names every mistake", async () => {
		await write(JSON.stringify({ priors: { ispOutage: -1, noSuchCause: 2 }, gates: {} }));
		await expect(readAcquirer(folder)).rejects.toThrow(/ispOutage[\s\S]*noSuchCause|noSuchCause[\s\S]*ispOutage/);
	});

	it("says when the file is no JSON", async () => {
		await write("{");
		await expect(readAcquirer(folder)).rejects.toMatchObject({ code: "CONFIG_INVALID" });
	});
});
