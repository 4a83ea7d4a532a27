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
	/** Every phrase of the sentence, by the number of its concept. All ears ask for the same sentences: each is walked once. */
	readonly walk: (sentence: Sentence) => readonly Found[];
};

export type Found = { readonly concept: number; readonly start: number; readonly end: number };

export const plantTree = (lexicon: Lexicon): Tree => {
	const stepFrom = plantSteps(lexicon);
	const ends = endsOf(lexicon);
	const words = new Map(lexicon.words.map((word, number) => [word, number]));
	const walked = new WeakMap<Sentence, readonly Found[]>();
	const walk = (sentence: Sentence): Found[] => {
		const numbers = sentence.map(({ key }) => words.get(key) ?? unknown);
		const found: Found[] = [];
		for (let start = 0; start < numbers.length; start++) {
			let branch = 0;
			for (let end = start; end < numbers.length; end++) {
				branch = stepFrom(branch, numbers[end] as number);
				if (branch === 0) break;
				for (const concept of ends[branch] as readonly number[]) found.push({ concept, start, end: end + 1 });
			}
		}
		return found;
	};
	return {
		lexicon,
		walk: (sentence) => {
			const known = walked.get(sentence);
			if (known !== undefined) return known;
			const found = walk(sentence);
			walked.set(sentence, found);
			return found;
		},
	};
};

/** The number of a word that no phrase has. */
const unknown = -1;

/** Where a word leads from a branch; 0 when it leads nowhere, for nothing leads back to the beginning. */
type StepFrom = (branch: number, word: number) => number;

/** An open-addressed table, at most half full: branch, word and where it leads lie together. */
const plantSteps = ({ steps }: Lexicon): StepFrom => {
	const size = 2 ** Math.ceil(Math.log2((steps.length / 3) * 2 + 2));
	const table = new Int32Array(size * 4);
	const placeOf = (branch: number, word: number): number => {
		let slot = (Math.imul(branch, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b)) >>> 8;
		for (;;) {
			const place = (slot & (size - 1)) * 4;
			if (table[place + 2] === 0 || (table[place] === branch && table[place + 1] === word)) return place;
			slot++;
		}
	};
	for (let i = 0; i < steps.length; i += 3) table.set(steps.slice(i, i + 3), placeOf(steps[i] ?? 0, steps[i + 1] ?? 0));
	return (branch, word) => table[placeOf(branch, word) + 2] as number;
};

/** The concepts that each branch stands for. */
const endsOf = ({ steps, ends }: Lexicon): readonly (readonly number[])[] => {
	const planted: number[][] = Array.from({ length: steps.length / 3 + 1 }, () => []);
	for (let i = 0; i < ends.length; i += 2) planted[ends[i] ?? 0]?.push(ends[i + 1] ?? 0);
	return planted;
};

/** `nameOf`: what a concept is called among the spans; null for one that is not listened for. */
export const createFindSpans = ({ lexicon, walk }: Tree, nameOf: (concept: string) => string | null): FindSpans => {
	const names = lexicon.concepts.map(nameOf);
	return (sentence) => {
		const spans: Span[] = [];
		for (const { concept, start, end } of walk(sentence)) {
			const name = names[concept] ?? null;
			if (name !== null) spans.push({ concept: name, start, end });
		}
		return spans;
	};
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
