import { describe, expect, it } from "vitest";
import { compileLexicon } from "../../../dialogs/understanding/compile-lexicon.ts";
import { createFindSpans, plantTree } from "../../../dialogs/understanding/lexicon.ts";
import { wordsOf } from "../../../dialogs/understanding/words.ts";

const asItIs = (word: string): string => word;

/** The forms that the phrase stands for from their first word to their last. */
const formsAmong = (phrase: string, texts: readonly string[]): string[] => {
	const entry = ["found", phrase] as const;
	const find = createFindSpans(plantTree(compileLexicon([entry], asItIs)), (concept) => concept);
	return texts.filter((text) => {
		const words = wordsOf(text, asItIs);
		return find(words).some(({ start, end }) => start === 0 && end === words.length);
	});
};

describe("compileLexicon", () => {
	it.each([
		{ why: "a plain phrase", phrase: "no signal", forms: ["no signal"], others: ["no", "signal"] },
		{ why: "a choice", phrase: "(is|was|) out", forms: ["is out", "was out", "out"], others: ["is", "is was out"] },
		{ why: "two choices", phrase: "(x|y) c (d|e)", forms: ["x c d", "x c e", "y c d", "y c e"], others: ["x c", "x d"] },
		{ why: "a choice in a choice", phrase: "(x (b|c)|d) e", forms: ["x b e", "x c e", "d e"], others: ["x e", "x b c e"] },
		{ why: "Han characters", phrase: "(只有|就)这台", forms: ["只有这台", "就这台"], others: ["只这台"] },
		{ why: "an end that may be left out", phrase: "one (more|)", forms: ["one", "one more"], others: ["more"] },
	])("finds every form and no other: $why", ({ phrase, forms, others }) => {
		expect(formsAmong(phrase, [...forms, ...others])).toEqual(forms);
	});

	it("hears nothing in no word", () => {
		expect(compileLexicon([["found", "(|a)"]], asItIs).ends).toEqual([]);
	});

	it("does not write out what is multiplied", () => {
		const { steps } = compileLexicon([["found", "(1|2|3|4|5|6|7|8|9|0) ".repeat(8)]], asItIs);
		expect(steps.length / 3).toBeLessThan(100);
	});
});
