import { describe, expect, it } from "vitest";
import { compileLexicon } from "../../../dialogs/understanding/compile-lexicon.ts";
import { plantTree } from "../../../dialogs/understanding/lexicon.ts";
import { createHoldRules, isLiteral, parseRule } from "../../../dialogs/understanding/rules.ts";
import { createStem } from "../../../dialogs/understanding/stem.ts";
import { sentencesOf } from "../../../dialogs/understanding/words.ts";

const stem = createStem();
const synonyms: [string, string][] = [
	["not", "not"],
	["not", "no"],
	["not", "isn't"],
	["terminal", "terminal"],
	["terminal", "card machine"],
	["fail", "not working"],
	["fail", "isn't working"],
	["fail", "fails"],
	["works", "works"],
	["light", "light"],
];
const rules = [
	{ meaning: "fails", rule: "{terminal} {fail}" },
	{ meaning: "works", rule: "{terminal} {works}" },
	{ meaning: "dark", rule: "{not} {light}" },
	{ meaning: "red", rule: "red {light} -{terminal}" },
	{ meaning: "none", rule: "need light", evenDenied: true },
].map(parseRule);
const literals = rules.flatMap(({ parts }) => parts).filter(isLiteral);
const hold = createHoldRules(rules, plantTree(compileLexicon([...synonyms, ...literals.map((part) => [part, part] as const)], stem)));
const meanings = (text: string): string[] => [...new Set(sentencesOf(text, stem).flatMap(hold))];

describe("rules", () => {
	it.each([
		{ why: "parts in order", text: "the terminal fails", holds: ["fails"] },
		{ why: "parts in any order", text: "it works, the card machine", holds: ["works"] },
		{ why: "a denial inside a longer phrase is that phrase's", text: "the terminal is not working", holds: ["fails"] },
		{ why: "a denied part", text: "the terminal does not really works", holds: [] },
		{ why: "a rule may name the denial", text: "there is no light", holds: ["dark"] },
		{ why: "a named denial stands before what it denies", text: "the light, no", holds: [] },
		{ why: "a named denial stands close to it", text: "no, the card machine has some light", holds: [] },
		{ why: "apostrophes are left out", text: "the terminal isnt working", holds: ["fails"] },
		{ why: "an excluded concept", text: "red light on the terminal", holds: [] },
		{ why: "without the excluded concept", text: "a red light", holds: ["red"] },
		{ why: "a rule may hold after a denial too", text: "no, I need light", holds: ["none"] },
		{ why: "parts in different sentences", text: "the terminal. something else fails", holds: [] },
		{ why: "parts too far apart", text: `terminal ${"and more ".repeat(10)}fails`, holds: [] },
	])("hold or not: $why", ({ text, holds }) => {
		expect(meanings(text)).toEqual(holds);
	});
});
