import { describe, expect, it } from "vitest";
import { normalise } from "../../../dialogs/understanding/normalise.ts";
import { type Expected, findCode } from "../../../dialogs/understanding/response-code.ts";

const codeIn = (text: string, expected: Partial<Expected> = {}): string | null =>
	findCode(normalise(text).text, { asked: false, named: false, ...expected });

describe("findCode", () => {
	it.each([
		{ why: "alone", text: "97", code: "97" },
		{ why: "alone, full width", text: "９７", code: "97" },
		{ why: "alone, letter and digit", text: "a0", code: "A0" },
		{ why: "after 'error'", text: "error 97", code: "97" },
		{ why: "after 'error code'", text: "Error code: A0", code: "A0" },
		{ why: "after 'it says'", text: "it says 68 on the screen", code: "68" },
		{ why: "in brackets", text: "connection failed, code (96)", code: "96" },
		{ why: "before 'error'", text: "I get a 91 error", code: "91" },
		{ why: "in English words", text: "it says ninety seven", code: "97" },
		{ why: "digit by digit in English", text: "code nine seven", code: "97" },
		{ why: "报", text: "刷卡报97", code: "97" },
		{ why: "错误码", text: "错误码A0怎么办", code: "A0" },
		{ why: "返回码是", text: "返回码是９６", code: "96" },
		{ why: "号错误", text: "出现97号错误", code: "97" },
		{ why: "Chinese digits", text: "显示九七", code: "97" },
		{ why: "Chinese number", text: "报九十七", code: "97" },
		{ why: "代码 in quotes", text: "屏幕显示代码“98”", code: "98" },
		{ why: "Traditional", text: "錯誤代碼 96", code: "96" },
		{ why: "in figures apart", text: "err code 9 1", code: "91" },
		{ why: "in figures apart, with a letter", text: "code a 0", code: "A0" },
		{ why: "错误码 in words", text: "错误码九十七", code: "97" },
		{ why: "a letter and a Chinese figure", text: "出 a 零", code: "A0" },
		{ why: "after 'declined'", text: "declined 51", code: "51" },
		{ why: "before 拒绝", text: "51 拒绝", code: "51" },
		{ why: "with a zero in front", text: "报05", code: "05" },
		{ why: "出错", text: "出错 98", code: "98" },
	])("finds a code $why", ({ text, code }) => {
		expect(codeIn(text)).toBe(code);
	});

	it.each([
		{ why: "minutes", text: "I waited 30 minutes" },
		{ why: "a wait on the screen", text: "it shows 30 seconds" },
		{ why: "minutes in Chinese", text: "等了30分钟" },
		{ why: "a countdown in Chinese", text: "屏幕显示60秒" },
		{ why: "money", text: "刷了50块" },
		{ why: "a number of machines", text: "我们有12台机器" },
		{ why: "Chinese figures that are no code", text: "三五个客人在等" },
		{ why: "a time", text: "since 10:30" },
		{ why: "declined cards", text: "it declined 15 cards today" },
		{ why: "a letter that is a word", text: "error on a 4g sim" },
		{ why: "refusals counted", text: "今天拒绝了12笔" },
		{ why: "one figure", text: "2" },
		{ why: "a long number", text: "error 90210" },
		{ why: "English words that are no code", text: "one or two of them" },
	])("finds none in $why", ({ text }) => {
		expect(codeIn(text)).toBeNull();
	});

	it("takes a lone code out of a longer answer only when it was asked for", () => {
		expect(codeIn("hmm, a 96 then")).toBeNull();
		expect(codeIn("hmm, a 96 then", { asked: true })).toBe("96");
	});

	it.each([
		{ why: "before what it means", text: "97 terminal not registered", code: "97" },
		{ why: "in words", text: "sixty-eight popped up mid sale", code: "68" },
		{ why: "in Chinese words", text: "屏上九十七", code: "97" },
		{ why: "beside one that is denied", text: "it's not 91, it's 96", code: "96" },
	])("takes one that stands $why out of a message that names a code", ({ text, code }) => {
		expect(codeIn(text, { named: true })).toBe(code);
	});
});
