// Facts a merchant volunteers, in any message and whatever was asked.

import type { QuestionId } from "../knowledge/questions.ts";
import type { Ears, Fact } from "./ears.ts";
import type { Tree } from "./lexicon.ts";
import { createHoldRules, type Held } from "./rules.ts";
import type { Understanding } from "./understanding.ts";
import type { Sentence } from "./words.ts";

export type FindEvidence = (sentences: readonly Sentence[]) => Understanding["evidence"];

/** A rule of one part may be a coincidence more easily than one of several. */
const scoreOf = (weight: number): number => Math.min(0.95, 0.75 + 0.05 * weight);

export const createFindEvidence = ({ evidence }: Ears, tree: Tree): FindEvidence => {
	const holdRules = createHoldRules(evidence, tree);
	return (sentences) => {
		const strongest = new Map<QuestionId, Held<Fact>>();
		for (const held of sentences.flatMap(holdRules)) {
			const known = strongest.get(held.meaning.question);
			if (known === undefined || outdoes(held, known)) strongest.set(held.meaning.question, held);
		}
		return [...strongest.values()].map(({ meaning, weight }) => ({ ...meaning, score: scoreOf(weight) }));
	};
};

/** Explains more, or as much in words that stand closer together. */
const outdoes = (held: Held<Fact>, known: Held<Fact>): boolean =>
	held.weight > known.weight || (held.weight === known.weight && held.width < known.width);
