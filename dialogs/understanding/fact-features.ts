// What the machines that tell facts see of a message: its words, and what concepts stand in it, so that one wording teaches its synonyms too.

import { type Features, featureOfConcept, featureOfPair, together } from "./features.ts";
import { createFindSpans, type Span, type Tree } from "./lexicon.ts";
import { isSynonym } from "./rules.ts";
import type { Sentence } from "./words.ts";

/** Adds the concepts of a text's sentences to the features of its words. */
export type WithConcepts = (features: Features, sentences: readonly Sentence[]) => Features;

export const createWithConcepts = (tree: Tree): WithConcepts => {
	const findSpans = createFindSpans(tree, (concept) => (isSynonym(concept) ? concept : null));
	const featureOf = new Map(tree.lexicon.concepts.map((name) => [name, featureOfConcept(name)]));
	const addConcepts = (spans: readonly Span[], found: Set<number>): void => {
		const features = spans.map(({ concept }) => featureOf.get(concept) ?? 0);
		spans.forEach(({ end }, place) => {
			const feature = features[place] ?? 0;
			found.add(feature);
			// They come in the order in which they start.
			for (let next = place + 1; next < spans.length; next++) {
				const { start } = spans[next] as Span;
				if (start - end > pairReach) break;
				if (start >= end) found.add(featureOfPair(feature, features[next] ?? 0));
			}
		});
	};
	return (features, sentences) => {
		const found = new Set<number>();
		for (const sentence of sentences) addConcepts(findSpans(sentence), found);
		return together(features, found);
	};
};

/** Concepts up to this many words apart are a pair. */
const pairReach = 3;
