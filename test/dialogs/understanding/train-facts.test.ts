import { describe, expect, it } from "vitest";
import { createFindEvidence } from "../../../dialogs/understanding/evidence.ts";
import { indexFeatures } from "../../../dialogs/understanding/feature-index.ts";
import { featuresOf } from "../../../dialogs/understanding/features.ts";
import { createStem } from "../../../dialogs/understanding/stem.ts";
import { trainFacts } from "../../../dialogs/understanding/train-facts.ts";

const stem = createStem();
const things = ["terminal", "reader", "machine", "till", "unit", "handset"];
const lines = things
	.flatMap((thing) => [
		{ text: `only one ${thing} fails`, facts: ["scope=one"] },
		{ text: `just this ${thing} is down`, facts: ["scope=one"] },
		{ text: `every ${thing} fails`, facts: ["scope=shop"] },
		{ text: `all of the ${thing}s are down`, facts: ["scope=shop"] },
		{ text: `restarted the ${thing} and no use`, facts: ["restarted=stillFailing"] },
		{ text: `restarted every ${thing} and no use`, facts: ["restarted=stillFailing", "scope=shop"] },
		{ text: `should I restart the ${thing}`, facts: [] },
		{ text: `where can I buy a ${thing}`, facts: [] },
	])
	.map(({ text, facts }) => ({ features: featuresOf(text, stem), facts: new Set(facts) }));

const model = trainFacts(lines);
const [index] = indexFeatures(model);
const find = createFindEvidence(model, { index, withConcepts: (features) => features });
const factsIn = (text: string): string[] =>
	find(featuresOf(text, stem), [])
		.evidence.map(({ question, answer }) => `${question}=${answer}`)
		.sort();

describe("trainFacts", () => {
	it.each([
		{ why: "one fact", text: "only one scanner fails", facts: ["scope=one"] },
		{ why: "the other answer to the same question", text: "every scanner fails", facts: ["scope=shop"] },
		{ why: "two facts", text: "restarted every printer and no use", facts: ["restarted=stillFailing", "scope=shop"] },
		{ why: "what is only asked", text: "should I restart it", facts: [] },
		{ why: "words never seen", text: "zyx qwv plugh", facts: [] },
	])("generalises to $why", ({ text, facts }) => {
		expect(factsIn(text)).toEqual(facts);
	});

	it("gives the same model, bit by bit, for the same lines", () => {
		expect(trainFacts(lines)).toEqual(model);
	});
});
