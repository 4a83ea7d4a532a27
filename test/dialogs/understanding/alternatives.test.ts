import { describe, expect, it } from "vitest";
import { alternatives } from "../../../dialogs/understanding/alternatives.ts";

describe("alternatives", () => {
	it.each([
		{ why: "a plain phrase", phrase: "no signal", forms: ["no signal"] },
		{ why: "one choice", phrase: "(is|was|) out", forms: ["is out", "was out", "out"] },
		{ why: "two choices", phrase: "(a|b) c (d|e)", forms: ["a c d", "a c e", "b c d", "b c e"] },
		{ why: "a choice in a choice", phrase: "(a (b|c)|d) e", forms: ["a b e", "d e", "a c e"] },
		{ why: "Han characters", phrase: "(只有|就)这台", forms: ["只有这台", "就这台"] },
		{ why: "a concept's phrases", phrase: "<only> one", forms: ["only one", "just one"] },
		{ why: "nothing left", phrase: "(a|)", forms: ["a"] },
	])("are spelt out: $why", ({ phrase, forms }) => {
		expect(alternatives(phrase, { only: ["only", "just"] })).toEqual(forms);
	});

	it("are refused where they are too many", () => {
		expect(() => alternatives("(1|2|3|4|5|6|7|8|9|0)".repeat(4))).toThrow("too many alternatives");
	});
});
