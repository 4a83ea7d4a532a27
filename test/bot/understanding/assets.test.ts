import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadUnderstanding } from "../../../bot/understanding/assets.ts";
import { decodeModel, encodeModel, type IntentsHeader } from "../../../bot/understanding/model-file.ts";
import { hashInputs } from "../../../bot/understanding/train.ts";

const dist = new URL("../../../dist/", import.meta.url).pathname;
let folder = "";

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "relink-nlu-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("the trained asset", () => {
	it("was trained from what locales/ and the code say now", async () => {
		expect(decodeModel<IntentsHeader>(await readFile(join(dist, "nlu.bin")))?.header.inputs).toBe(await hashInputs());
	});

	it.each(["nlu.bin", "facts.bin"])("is the same after being written and read: %s", async (name) => {
		const bytes = await readFile(join(dist, name));
		const decoded = decodeModel(bytes);
		expect(decoded).not.toBeNull();
		if (decoded !== null) expect(Buffer.compare(encodeModel(decoded), bytes)).toBe(0);
	});

	it("teaches every language the same FAQs", () => {
		const { faqs } = loadUnderstanding(dist);
		expect(faqs.en.map(({ id }) => id)).toEqual(faqs["zh-CN"].map(({ id }) => id));
	});
});

describe("loadUnderstanding", () => {
	it("says what to do when nothing was built", () => {
		expect(() => loadUnderstanding(folder)).toThrow(/npm run build.*nlu\.bin/);
	});

	it("does not read a file that is none of its own", async () => {
		await writeFile(join(folder, "nlu.bin"), "something else");
		expect(() => loadUnderstanding(folder)).toThrow(/nlu\.bin/);
	});
});
