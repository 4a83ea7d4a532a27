// Facts a merchant volunteers, in any message and whatever was asked.

import type { AnswerId, QuestionId } from "../knowledge/questions.ts";
import { questions } from "../knowledge/questions.ts";
import type { Heard } from "./heard.ts";
import { createHoldRules, type Rule } from "./rules.ts";
import type { Stem } from "./stem.ts";
import type { Understanding } from "./understanding.ts";
import type { Sentence } from "./words.ts";

type Fact = { readonly question: QuestionId; readonly answer: AnswerId };

export type FindEvidence = (sentences: readonly Sentence[]) => Understanding["evidence"];

/** A rule of one part may be a coincidence more easily than one of several. */
const scoreOf = (weight: number): number => Math.min(0.95, 0.75 + 0.05 * weight);

export const createFindEvidence = (heard: readonly Heard[], stem: Stem): FindEvidence => {
	const holdRules = createHoldRules(heard.flatMap(rulesOf), heard.flatMap(synonymsOf), stem);
	return (sentences) => {
		const strongest = new Map<QuestionId, { answer: AnswerId; weight: number }>();
		for (const { meaning, weight } of sentences.flatMap(holdRules)) {
			const known = strongest.get(meaning.question);
			if (known === undefined || weight > known.weight) strongest.set(meaning.question, { answer: meaning.answer, weight });
		}
		return [...strongest].map(([question, { answer, weight }]) => ({ question, answer, score: scoreOf(weight) }));
	};
};

/** Every phrase of every concept. */
export const synonymsOf = ({ synonyms }: Heard): (readonly [string, string])[] =>
	Object.entries(synonyms).flatMap(([concept, phrases]) => phrases.map((phrase) => [concept, phrase] as const));

const rulesOf = ({ evidence }: Heard): Rule<Fact>[] =>
	questions.flatMap(({ id, answers }) =>
		answers.flatMap((answer) => (evidence[id]?.[answer]?.says ?? []).map((rule) => ({ meaning: { question: id, answer }, rule }))),
	);
