// "Why?" in plain words: the likeliest cause and the strongest evidence for and against it.

import type { Sentence } from "../conversation.ts";
import type { Evidence, Explanation } from "../diagnosis/model.ts";

/** Pieces of evidence named on each side; more would be a lecture. */
const named = 2;

/** One piece of evidence as a short line. */
export const evidenceSentence = (item: Evidence): Sentence => {
	switch (item.kind) {
		case "answer":
			return {
				key: "flows.evidence.answer",
				params: {
					question: { key: `flows.facts.${item.question}` },
					answer: { key: `questions.${item.question}.answers.${item.answer}` as Sentence["key"] },
				},
			};
		case "code":
			return { key: "flows.evidence.code", params: { code: item.code } };
		case "repair":
			return { key: `flows.tried.${item.outcome}`, params: { repair: { key: `repairs.${item.repair}.name` } } };
		case "backOffice":
			return item.source === "reports" ? { key: "flows.evidence.reports" } : { key: `flows.evidence.backOffice.${item.report}` };
	}
};

/** Why the bot asks or suggests what it does; with nothing to go by yet, that too is said. */
export const explainedSentences = (explanation: Explanation | undefined): readonly Sentence[] => {
	if (explanation === undefined || explanation.because.length === 0) return [{ key: "flows.why.usual" }];
	const cause: Sentence = { key: `causes.${explanation.cause}.name` };
	const because = explanation.because.slice(0, named).map(evidenceSentence);
	const despite = explanation.despite.slice(0, named).map(evidenceSentence);
	return [
		{ key: "flows.why.because", params: { cause, items: because } },
		...(despite.length === 0 ? [] : [{ key: "flows.why.despite", params: { items: despite } } as const]),
	];
};
