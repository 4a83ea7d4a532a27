import { describe, expect, it } from "vitest";
import { judge, outOfScope } from "../../../dialogs/understanding/judge.ts";

type Signs = Parameters<typeof judge>[0];

const nothing: Signs = {
	opinion: { ranked: [], coverage: 1 },
	found: [],
	unlearned: new Set(["parasol"]),
	guards: new Set(),
	facts: 0,
	plainFacts: 0,
	isBareCode: false,
	threshold: 0.43,
};

const thinks = (...ranked: readonly (readonly [label: string, score: number])[]): Signs["opinion"] => ({
	ranked: ranked.map(([label, score]) => ({ label, score })),
	coverage: 1,
});

const verdictOf = (signs: Partial<Signs>): string => {
	const { id, verdict } = judge({ ...nothing, ...signs }).intent;
	return `${verdict} ${id}`;
};

describe("judge", () => {
	it.each([
		{ why: "surely", signs: { opinion: thinks(["thanks", 0.9]) }, is: "sure thanks" },
		{ why: "perhaps", signs: { opinion: thinks(["thanks", 0.5]) }, is: "unsure thanks" },
		{ why: "hardly", signs: { opinion: thinks(["thanks", 0.3]) }, is: "rejected none" },
		{ why: "hardly, but a person", signs: { opinion: thinks(["human", 0.3]) }, is: "unsure human" },
		{ why: "not even a person", signs: { opinion: thinks(["human", 0.1]) }, is: "rejected none" },
		{ why: "none of our business", signs: { opinion: thinks([outOfScope, 0.4], ["thanks", 0.39]) }, is: "rejected none" },
		{ why: "a guard outranks doubt", signs: { opinion: thinks(["thanks", 0.7]), guards: new Set(["human"] as const) }, is: "sure human" },
		{ why: "a guard yields to certainty", signs: { opinion: thinks(["back", 0.9]), guards: new Set(["human"] as const) }, is: "sure back" },
		{
			why: "danger outranks even certainty",
			signs: { opinion: thinks(["problem", 0.99]), guards: new Set(["danger"] as const) },
			is: "sure faq.smoke-or-swelling",
		},
		{ why: "a person can judge danger too", signs: { guards: new Set(["danger", "human"] as const) }, is: "sure human" },
		{ why: "a bare code", signs: { opinion: thinks(["yes", 0.9]), facts: 2, plainFacts: 2, isBareCode: true }, is: "sure problem" },
		{ why: "a fact and nothing clearer", signs: { opinion: thinks(["thanks", 0.2]), facts: 1 }, is: "sure problem" },
		{ why: "words like facts, outside", signs: { opinion: thinks([outOfScope, 0.8]), facts: 2, plainFacts: 1 }, is: "rejected none" },
		{ why: "facts, outside", signs: { opinion: thinks([outOfScope, 0.8]), facts: 2, plainFacts: 2 }, is: "sure problem" },
		{
			why: "retrieval alone: it only offers",
			signs: { opinion: thinks(["thanks", 0.2]), found: [{ id: "refunds", score: 0.95 }] },
			is: "unsure faq.refunds",
		},
		{ why: "an entry written since", signs: { found: [{ id: "parasol", score: 0.7 }] }, is: "sure faq.parasol" },
		{ why: "an entry written since that hardly fits", signs: { found: [{ id: "parasol", score: 0.3 }] }, is: "rejected none" },
	])("weighs $why", ({ signs, is }) => {
		expect(verdictOf(signs)).toBe(is);
	});
});
