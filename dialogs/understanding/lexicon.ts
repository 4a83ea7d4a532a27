// Finds every known phrase of a sentence in one walk, and says which concepts it stands for.

import type { Stem } from "./stem.ts";
import { type Sentence, wordsOf } from "./words.ts";

/** Words `start` up to, not including, `end` stand for the concept. */
export type Span = { readonly concept: string; readonly start: number; readonly end: number };

export type FindSpans = (sentence: Sentence) => readonly Span[];

type Branch = { readonly next: Map<string, Branch>; readonly concepts: string[] };

export const createFindSpans = (entries: Iterable<readonly [concept: string, phrase: string]>, stem: Stem): FindSpans => {
	const root = newBranch();
	for (const [concept, phrase] of entries) grow(root, wordsOf(phrase.toLowerCase(), stem), concept);
	return (sentence) => sentence.flatMap((_, start) => spansFrom(root, sentence, start));
};

const newBranch = (): Branch => ({ next: new Map(), concepts: [] });

const grow = (root: Branch, phrase: Sentence, concept: string): void => {
	let branch = root;
	for (const { key } of phrase) {
		const next = branch.next.get(key) ?? newBranch();
		branch.next.set(key, next);
		branch = next;
	}
	if (branch !== root && !branch.concepts.includes(concept)) branch.concepts.push(concept);
};

const spansFrom = (root: Branch, sentence: Sentence, start: number): Span[] => {
	const spans: Span[] = [];
	let branch: Branch | undefined = root;
	for (let end = start; end < sentence.length && branch !== undefined; end++) {
		branch = branch.next.get(sentence[end]?.key ?? "");
		for (const concept of branch?.concepts ?? []) spans.push({ concept, start, end: end + 1 });
	}
	return spans;
};

/** Spans that no longer span of a denial covers: in "no signal" neither the "no" nor the "signal" stands for itself. */
export const withoutDenied = (spans: readonly Span[], denial: string): readonly Span[] => {
	const denials = spans.filter(({ concept }) => concept === denial);
	const longer = spans.filter((span) => denials.some((inner) => covers(span, inner)));
	return spans.filter((span) => !longer.some((outer) => covers(outer, span)));
};

/** Spans that no longer span covers. */
export const uncovered = (spans: readonly Span[]): readonly Span[] => spans.filter((span) => !spans.some((other) => covers(other, span)));

const covers = (outer: Span, inner: Span): boolean =>
	outer.start <= inner.start && outer.end >= inner.end && outer.end - outer.start > inner.end - inner.start;
