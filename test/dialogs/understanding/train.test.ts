import { describe, expect, it } from "vitest";
import { createClassify } from "../../../dialogs/understanding/classify.ts";
import { indexFeatures } from "../../../dialogs/understanding/feature-index.ts";
import { featuresOf } from "../../../dialogs/understanding/features.ts";
import { createStem } from "../../../dialogs/understanding/stem.ts";
import { type Example, train } from "../../../dialogs/understanding/train.ts";

const things = ["terminal", "reader", "router", "till", "printer"];
const examples: Example[] = things.flatMap((thing) => [
	{ text: `the ${thing} cannot connect`, label: "problem" },
	{ text: `my ${thing} is offline again`, label: "problem" },
	{ text: `no connection on the ${thing}`, label: "problem" },
	{ text: `how much is a ${thing}`, label: "price" },
	{ text: `what does the ${thing} cost`, label: "price" },
	{ text: `${thing} price please`, label: "price" },
	{ text: `play a song about a ${thing}`, label: "outside" },
	{ text: `tell me a joke about the ${thing}`, label: "outside" },
]);

const model = train(examples, { outOfScope: "outside" });
const [index] = indexFeatures(model);
const classify = createClassify(model, index);
const stem = createStem();
const best = (text: string) => classify(featuresOf(text, stem)).ranked[0];

describe("train", () => {
	it.each([
		{ text: "the scanner cannot connect", label: "problem" },
		{ text: "what is the price of it", label: "price" },
		{ text: "sing me a song", label: "outside" },
	])("generalises to $text", ({ text, label }) => {
		expect(best(text)?.label).toBe(label);
	});

	it("gives the same model, bit by bit, for the same examples", () => {
		expect(train(examples, { outOfScope: "outside" })).toEqual(model);
	});

	it("knows how much of a text it has seen", () => {
		expect(classify(featuresOf("the terminal cannot connect", stem)).coverage).toBeGreaterThan(0.9);
		expect(classify(featuresOf("zyx qwv", stem)).coverage).toBeLessThan(0.3);
	});

	it("is surer of what it has seen than of what it has hardly seen", () => {
		expect(best("my terminal is offline again")?.score).toBeGreaterThan(best("zyx terminal qwv")?.score ?? 1);
	});

	it("has no opinion about noise", () => {
		expect(classify(featuresOf("zyx qwv", stem)).ranked).toEqual([]);
	});
});
