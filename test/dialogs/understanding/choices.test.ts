import { describe, expect, it } from "vitest";
import { readLocales } from "../../../bot/understanding/read-locales.ts";
import type { QuestionId } from "../../../dialogs/knowledge/questions.ts";
import type { Language } from "../../../locales/languages.ts";
import { understand } from "../../support/understanding.ts";

const { heard } = await readLocales(new URL("../../../locales/", import.meta.url).pathname);

type Row = { readonly why: string; readonly text: string; readonly picks: string | null };

const picked = (text: string, choices: readonly [string, string][], language: Language, question: QuestionId | null = null) =>
	understand(text, { language, question, choices: choices.map(([id, label]) => ({ id, text: label })) }).choice;

const repairEn: [string, string][] = [
	["fixed", "It works now"],
	["notFixed", "Still not working"],
	["dontKnowHow", "I don't know how"],
	["back", "Back"],
	["why", "Why?"],
];
const repairZh: [string, string][] = [
	["fixed", "好了"],
	["notFixed", "还是不行"],
	["dontKnowHow", "不知道怎么做"],
	["back", "返回"],
	["why", "为什么？"],
];
const scopeEn: [string, string][] = [
	["one", "Just this one"],
	["shop", "Everything in the shop"],
	["others", "Other shops too"],
	["unknown", "I don't know"],
	["back", "Back"],
	["why", "Why?"],
];
const scopeZh: [string, string][] = [
	["one", "只有这一台"],
	["shop", "店里全部都不行"],
	["others", "别的店也不行"],
	["unknown", "不知道"],
	["back", "返回"],
	["why", "为什么？"],
];

describe("words that press a button", () => {
	it.each<Row>([
		{ why: "its own text", text: "It works now", picks: "fixed" },
		{ why: "with politeness", text: "yeah that did it, thanks!", picks: "fixed" },
		{ why: "denied", text: "it's not working yet", picks: "notFixed" },
		{ why: "one word", text: "nope", picks: "notFixed" },
		{ why: "its number", text: "3", picks: "dontKnowHow" },
		{ why: "its place", text: "the second one", picks: "notFixed" },
		{ why: "the last", text: "last one", picks: "why" },
		{ why: "asking how", text: "how do I do that?", picks: "dontKnowHow" },
		{ why: "at a loss", text: "so what do I do now", picks: "dontKnowHow" },
		{ why: "capitals", text: "GO BACK", picks: "back" },
		{ why: "emoji", text: "👍", picks: "fixed" },
		{ why: "slips", text: "stil not workng", picks: "notFixed" },
		{
			why: "a long message is no button",
			text: "why does my other terminal in the back room show a red light since this morning",
			picks: null,
		},
		{ why: "a number that is not there", text: "9", picks: null },
	])("under a repair in English: $why", ({ text, picks }) => {
		expect(picked(text, repairEn, "en")).toBe(picks);
	});

	it.each<Row>([
		{ why: "its own text", text: "好了", picks: "fixed" },
		{ why: "with politeness", text: "现在可以了，谢谢！", picks: "fixed" },
		{ why: "denied", text: "还是不行啊", picks: "notFixed" },
		{ why: "Cantonese", text: "仲係唔得", picks: "notFixed" },
		{ why: "Cantonese, works", text: "得咗", picks: "fixed" },
		{ why: "its place", text: "第二个", picks: "notFixed" },
		{ why: "its number in characters", text: "选三", picks: "dontKnowHow" },
		{ why: "not knowing how", text: "搞不懂", picks: "dontKnowHow" },
		{ why: "at a loss", text: "那咋办啊", picks: "dontKnowHow" },
		{ why: "going back", text: "返回上一步", picks: "back" },
		{ why: "why in Cantonese", text: "點解呀", picks: "why" },
	])("under a repair in Chinese: $why", ({ text, picks }) => {
		expect(picked(text, repairZh, "zh-CN")).toBe(picks);
	});

	it.each<Row>([
		{ why: "near its text", text: "everything in my shop", picks: "shop" },
		{ why: "a short answer", text: "just one", picks: "one" },
		{ why: "a whole sentence", text: "the one at the front fails, the other two are fine", picks: "one" },
		{ why: "neighbours", text: "next door has it too", picks: "others" },
		{ why: "not knowing", text: "no idea", picks: "unknown" },
		{ why: "its number", text: "option 2", picks: "shop" },
		{ why: "a word for a number", text: "two", picks: "shop" },
	])("under a question in English: $why", ({ text, picks }) => {
		expect(picked(text, scopeEn, "en", "scope")).toBe(picks);
	});

	it.each<Row>([
		{ why: "part of its text", text: "全部都不行", picks: "shop" },
		{ why: "a short answer", text: "就一台", picks: "one" },
		{ why: "denied", text: "不是所有机器", picks: "one" },
		{ why: "neighbours", text: "隔壁也不行", picks: "others" },
		{ why: "not knowing", text: "不太清楚", picks: "unknown" },
		{ why: "Traditional", text: "只有這一台", picks: "one" },
	])("under a question in Chinese: $why", ({ text, picks }) => {
		expect(picked(text, scopeZh, "zh-CN", "scope")).toBe(picks);
	});

	const yesNo: [string, string][] = [
		["yes", "Yes"],
		["no", "No"],
		["unknown", "Don't know"],
	];
	it.each<Row>([
		{ why: "yes", text: "yep they do", picks: "yes" },
		{ why: "no", text: "nope", picks: "no" },
		{ why: "a whole sentence", text: "my phone is fine on the same wifi", picks: "yes" },
		{ why: "a whole sentence, denied", text: "no, my laptop has no internet either", picks: "no" },
	])("answer a yes-or-no question: $why", ({ text, picks }) => {
		expect(picked(text, yesNo, "en", "otherDevices")).toBe(picks);
	});

	const standard = [
		"fixed",
		"notFixed",
		"dontKnowHow",
		"back",
		"why",
		"unknown",
		"human",
		"resume",
		"startOver",
		"yes",
		"no",
		"noneOfThese",
		"sellsAgain",
		"getPerson",
		"carryOn",
	];
	const taught = (["zh-CN", "en"] as const).flatMap((language) =>
		standard.map((id) => ({ language, id, phrases: heard[language].choices[id] ?? [] })),
	);
	it.each(taught)("pick $id in $language by every phrase taught for it", ({ language, id, phrases }) => {
		expect(phrases.length).toBeGreaterThanOrEqual(5);
		const missed = phrases.filter(
			(phrase) =>
				picked(
					phrase,
					[
						[id, "…"],
						["other", "—"],
					],
					language,
				) !== id,
		);
		expect(missed).toEqual([]);
	});

	it("tell something else rather than press what shares a word with them", () => {
		const screen: [string, string][] = [
			["reachedHost", "A code, such as 96 or 97"],
			["textOnly", "Words only, no code"],
		];
		expect(picked("only one", screen, "en", "message")).toBeNull();
		expect(picked("words only", screen, "en", "message")).toBe("textOnly");
	});
});
