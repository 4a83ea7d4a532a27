// Finds every known phrase of a sentence in one walk, and says which concepts it stands for.

import type { Sentence } from "./words.ts";

/** Words `start` up to, not including, `end` stand for the concept. */
export type Span = { readonly concept: string; readonly start: number; readonly end: number };

export type FindSpans = (sentence: Sentence) => readonly Span[];

/** Phrases as a tree of numbers whose branches may meet again. Plain JSON, so that the build does the stemming (compile-lexicon.ts). */
export type Lexicon = {
	readonly words: readonly string[];
	readonly concepts: readonly string[];
	/** A branch, a word, and the branch the word leads to; the tree begins at branch 0. */
	readonly steps: readonly number[];
	/** A branch and a concept that the phrase up to there stands for. */
	readonly ends: readonly number[];
};

/** A lexicon ready to be walked; several ears share one. */
export type Tree = {
	readonly lexicon: Lexicon;
	readonly words: ReadonlyMap<string, number>;
	/** Where a word leads from a branch: both in one number, which a map finds faster than two. */
	readonly steps: ReadonlyMap<number, number>;
};

export const plantTree = (lexicon: Lexicon): Tree => {
	const steps = new Map<number, number>();
	for (let i = 0; i < lexicon.steps.length; i += 3) {
		const [from = 0, word = 0, to = 0] = [lexicon.steps[i], lexicon.steps[i + 1], lexicon.steps[i + 2]];
		steps.set(from * lexicon.words.length + word, to);
	}
	return { lexicon, words: new Map(lexicon.words.map((word, number) => [word, number])), steps };
};

/** `nameOf`: what a concept is called among the spans; null for one that is not listened for. */
export const createFindSpans = (tree: Tree, nameOf: (concept: string) => string | null): FindSpans => {
	const { concepts, ends } = tree.lexicon;
	const names = concepts.map(nameOf);
	const named = new Map<number, string[]>();
	for (let i = 0; i < ends.length; i += 2) {
		const [branch = 0, name = null] = [ends[i], names[ends[i + 1] ?? 0]];
		if (name === null) continue;
		const others = named.get(branch);
		if (others === undefined) named.set(branch, [name]);
		else others.push(name);
	}
	return (sentence) => {
		const numbers = sentence.map(({ key }) => tree.words.get(key) ?? -1);
		return numbers.flatMap((_, start) => spansFrom(tree, named, { numbers, start }));
	};
};

type Place = { readonly numbers: readonly number[]; readonly start: number };

const spansFrom = ({ lexicon, steps }: Tree, named: ReadonlyMap<number, readonly string[]>, { numbers, start }: Place): Span[] => {
	const spans: Span[] = [];
	let branch: number | undefined = 0;
	for (let end = start; end < numbers.length; end++) {
		const word = numbers[end] ?? -1;
		branch = word < 0 ? undefined : steps.get(branch * lexicon.words.length + word);
		if (branch === undefined) break;
		for (const concept of named.get(branch) ?? []) spans.push({ concept, start, end: end + 1 });
	}
	return spans;
};

/** Spans that no longer span of a denial covers: in "no signal" neither the "no" nor the "signal" stands for itself. */
export const withoutDenied = (spans: readonly Span[], denial: string): readonly Span[] => {
	const denials = spans.filter(({ concept }) => concept === denial);
	if (denials.length === 0) return spans;
	const longer = spans.filter((span) => denials.some((inner) => covers(span, inner)));
	return spans.filter((span) => !longer.some((outer) => covers(outer, span)));
};

/** Spans that no longer span covers. */
export const uncovered = (spans: readonly Span[]): readonly Span[] => spans.filter((span) => !spans.some((other) => covers(other, span)));

const covers = (outer: Span, inner: Span): boolean =>
	outer.start <= inner.start && outer.end >= inner.end && outer.end - outer.start > inner.end - inner.start;
