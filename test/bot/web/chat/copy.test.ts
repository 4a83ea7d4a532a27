import { describe, expect, it } from "vitest";
import { nextLanguage, say, writtenLanguage } from "../../../../bot/web/chat/copy.ts";

describe("say", () => {
	it("fills in words and formats numbers", () => {
		expect(say("en", "step", { number: 2, of: 5 })).toBe("Step 2 of about 5");
		expect(say("en", "tooLong", { limit: 2_000 })).toContain("2,000");
		expect(say("zh-CN", "newMessages", { count: 3 })).toContain("3");
	});

	it("leaves a hole nobody filled, so that it is seen", () => {
		expect(say("en", "step", { number: 2 })).toContain("{{of}}");
	});
});

describe("nextLanguage", () => {
	it("goes round", () => {
		expect(nextLanguage("zh-CN")).toBe("en");
		expect(nextLanguage("en")).toBe("zh-CN");
	});
});

describe("writtenLanguage", () => {
	it.each([
		{ text: "连不上", language: "zh-CN" },
		{ text: "Wi-Fi 连不上", language: "zh-CN" },
		{ text: "offline", language: "en" },
		{ text: "96?", language: "zh-CN" },
	] as const)("marks $text as $language on a Chinese page", ({ text, language }) => {
		expect(writtenLanguage(text, "zh-CN")).toBe(language);
	});
});
