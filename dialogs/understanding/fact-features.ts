// What the machines that tell facts see of a message: its words, and what concepts stand in it, so that one wording teaches its synonyms too.

import { type Features, featureOfConcept, featureOfPair, together } from "./features.ts";
import type { Found, Tree } from "./lexicon.ts";
import { isSynonym } from "./rules.ts";
import type { Sentence } from "./words.ts";

/** Adds the concepts of a text's sentences to the features of its words. */
export type WithConcepts = (features: Features, sentences: readonly Sentence[]) => Features;

export const createWithConcepts = ({ lexicon, walk }: Tree): WithConcepts => {
	const isHeard = lexicon.concepts.map(isSynonym);
	const featureOf = Uint32Array.from(lexicon.concepts, featureOfConcept);
	const addConcepts = (found: readonly Found[], features: number[]): void => {
		for (let place = 0; place < found.length; place++) {
			const { concept, end } = found[place] as Found;
			const feature = featureOf[concept] as number;
			features.push(feature);
			// They come in the order in which they start.
			for (let next = place + 1; next < found.length; next++) {
				const { concept: other, start } = found[next] as Found;
				if (start - end > pairReach) break;
				if (start >= end) features.push(featureOfPair(feature, featureOf[other] as number));
			}
		}
	};
	return (features, sentences) => {
		const concepts: number[] = [];
		for (const sentence of sentences) {
			addConcepts(
				walk(sentence).filter(({ concept }) => isHeard[concept]),
				concepts,
			);
		}
		return together(features, concepts);
	};
};

/** Concepts up to this many words apart are a pair. */
const pairReach = 3;
