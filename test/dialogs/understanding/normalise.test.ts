import { describe, expect, it } from "vitest";
import { maxCharacters, normalise } from "../../../dialogs/understanding/normalise.ts";

describe("normalise", () => {
	it.each([
		{ why: "full width", written: "ＰＯＳ　９７", text: "pos 97" },
		{ why: "Arabic-Indic digits", written: "٩٧", text: "97" },
		{ why: "Devanagari digits", written: "९७", text: "97" },
		{ why: "mathematical digits", written: "𝟗𝟕", text: "97" },
		{ why: "Traditional characters", written: "連不上後台", text: "连不上后台" },
		{ why: "Taiwan's words", written: "網路連線失敗", text: "网络连接失败" },
		{ why: "Cantonese", written: "部機上唔到網", text: "部机上唔到网" },
		{ why: "repeated letters", written: "Sooooo slow!!!!", text: "soo slow!!" },
		{ why: "digits are never shortened", written: "10000", text: "10000" },
		{ why: "curly apostrophe", written: "can’t", text: "can't" },
		{ why: "zero-width and skin tone", written: "o​k 👍🏽", text: "ok 👍" },
	])("makes one spelling of $why", ({ written, text }) => {
		expect(normalise(written).text).toBe(text);
	});

	it.each([
		{ why: "Traditional", written: "連不上", traditional: true },
		{ why: "Simplified", written: "连不上", traditional: false },
		{ why: "the same in both", written: "不行", traditional: false },
		{ why: "English", written: "offline", traditional: false },
	])("tells $why", ({ written, traditional }) => {
		expect(normalise(written).traditional).toBe(traditional);
	});

	it("cuts what is too long, whatever it expands to", () => {
		expect(normalise("ﷺ".repeat(5000)).text.length).toBeLessThanOrEqual(maxCharacters);
	});
});
