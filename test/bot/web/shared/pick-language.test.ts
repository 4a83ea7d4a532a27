import { describe, expect, it } from "vitest";
import { pickLanguage } from "../../../../bot/web/shared/pick-language.ts";

describe("pickLanguage", () => {
	it.each([
		{ why: "the merchant's own choice first", wanted: ["en", "zh-CN"], language: "en" },
		{ why: "nothing chosen yet", wanted: [null, "zh-CN", "en"], language: "zh-CN" },
		{ why: "Traditional Chinese", wanted: ["zh-Hant-HK", "en"], language: "zh-CN" },
		{ why: "another English", wanted: ["en-GB"], language: "en" },
		{ why: "a language Relink lacks before one it has", wanted: ["fr-FR", "zh"], language: "zh-CN" },
		{ why: "only languages Relink lacks", wanted: ["fr", "ms"], language: "en" },
	])("serves $why", ({ wanted, language }) => {
		expect(pickLanguage(wanted)).toBe(language);
	});
});
