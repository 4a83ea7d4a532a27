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
	const planted = { steps: stepsOf(lexicon), ends: endsOf(lexicon), width: lexicon.words.length };
	const words = new Map(lexicon.words.map((word, number) => [word, number]));
	const walked = new WeakMap<Sentence, readonly Found[]>();
	return {
		lexicon,
		walk: (sentence) => {
			const known = walked.get(sentence);
			if (known !== undefined) return known;
			const numbers = sentence.map(({ key }) => words.get(key) ?? -1);
			const found: Found[] = [];
			for (let start = 0; start < numbers.length; start++) walkFrom(planted, { numbers, start }, found);
			walked.set(sentence, found);
			return found;
		},
	};
};

/** `steps`: where a word leads from a branch, both in one number, which a map finds faster than two; `ends`: what a branch stands for. */
type Planted = {
	readonly steps: ReadonlyMap<number, number>;
	readonly ends: ReadonlyMap<number, readonly number[]>;
	readonly width: number;
};

const stepsOf = ({ steps, words }: Lexicon): ReadonlyMap<number, number> => {
	const planted = new Map<number, number>();
	for (let i = 0; i < steps.length; i += 3) {
		const [from = 0, word = 0, to = 0] = [steps[i], steps[i + 1], steps[i + 2]];
		planted.set(from * words.length + word, to);
	}
	return planted;
};

const endsOf = ({ ends }: Lexicon): ReadonlyMap<number, readonly number[]> => {
	const planted = new Map<number, number[]>();
	for (let i = 0; i < ends.length; i += 2) {
		const [branch = 0, concept = 0] = [ends[i], ends[i + 1]];
		const others = planted.get(branch);
		if (others === undefined) planted.set(branch, [concept]);
		else others.push(concept);
	}
	return planted;
};

type Place = { readonly numbers: readonly number[]; readonly start: number };

const walkFrom = ({ steps, ends, width }: Planted, { numbers, start }: Place, found: Found[]): void => {
	let branch: number | undefined = 0;
	for (let end = start; end < numbers.length; end++) {
		const word = numbers[end] ?? -1;
		branch = word < 0 ? undefined : steps.get(branch * width + word);
		if (branch === undefined) return;
		for (const concept of ends.get(branch) ?? []) found.push({ concept, start, end: end + 1 });
	}
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
