// Facts a merchant volunteers, in any message and whatever was asked.

import type { AnswerId, QuestionId } from "../knowledge/questions.ts";
import type { Ears } from "./ears.ts";
import type { Tree } from "./lexicon.ts";
import { createHoldRules } from "./rules.ts";
import type { Understanding } from "./understanding.ts";
import type { Sentence } from "./words.ts";

export type FindEvidence = (sentences: readonly Sentence[]) => Understanding["evidence"];

/** A rule of one part may be a coincidence more easily than one of several. */
const scoreOf = (weight: number): number => Math.min(0.95, 0.75 + 0.05 * weight);

export const createFindEvidence = ({ evidence }: Ears, tree: Tree): FindEvidence => {
	const holdRules = createHoldRules(evidence, tree);
	return (sentences) => {
		const strongest = new Map<QuestionId, { answer: AnswerId; weight: number }>();
		for (const { meaning, weight } of sentences.flatMap(holdRules)) {
			const known = strongest.get(meaning.question);
			if (known === undefined || weight > known.weight) strongest.set(meaning.question, { answer: meaning.answer, weight });
		}
		return [...strongest].map(([question, { answer, weight }]) => ({ question, answer, score: scoreOf(weight) }));
	};
};
