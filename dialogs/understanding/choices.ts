// Which of the live step's choices the words pick: buttons and typed words are the same thing.

import { choiceConcept, replyConcept } from "./ears.ts";
import { createFindSpans, type FindSpans, type Span, type Tree, uncovered } from "./lexicon.ts";
import { normalise } from "./normalise.ts";
import type { Stem } from "./stem.ts";
import type { Listening, Understanding } from "./understanding.ts";
import { type Sentence, wordsOf } from "./words.ts";

export type Spoken = {
	/** Normalised and mended. */
	readonly text: string;
	readonly sentences: readonly Sentence[];
	readonly evidence: Understanding["evidence"];
};

export type PickChoice = (spoken: Spoken, listening: Listening) => string | null;

/** Phrases must explain at least this share of what was said, politeness aside. */
const minExplained = 0.6;

/** A choice's own text is picked by this share of the words said. */
const minShared = 0.75;

/** Longer messages tell something; they do not press a button. */
const maxWords = 24;

type Hearing = {
	readonly phrases: FindSpans;
	readonly repliesTo: (question: string) => FindSpans;
	readonly fillers: FindSpans;
	readonly wordsOn: (text: string) => Label;
};

/** A choice's text as comparable words. */
type Label = { readonly words: Sentence; readonly keys: ReadonlySet<string> };

/** One message's words, and the phrases in them. */
type Said = { readonly words: Sentence; readonly phrases: readonly Span[]; readonly fillers: readonly Span[] };

/** Different choices' texts in memory: more than the copy of all steps has. */
const maxTexts = 2_000;

export const createPickChoice = (tree: Tree, stem: Stem): PickChoice => {
	const ears: Hearing = {
		phrases: createFindSpans(tree, named(choiceConcept)),
		repliesTo: remembered((question) => createFindSpans(tree, named(replyConcept(question)))),
		fillers: createFindSpans(tree, (concept) => (concept === "filler" || concept === "not" ? concept : null)),
		wordsOn: remembered((text) => {
			const words = wordsOf(normalise(text).text, stem);
			return { words, keys: new Set(words.map(({ key }) => key)) };
		}, maxTexts),
	};
	return (spoken, listening) => {
		if (listening.choices.length === 0) return null;
		const [only, another] = spoken.sentences;
		const words = only !== undefined && another === undefined ? only : wordsOf(spoken.text, stem);
		if (words.length === 0 || words.length > maxWords) return null;
		const said = { words, phrases: ears.phrases(words), fillers: ears.fillers(words) };
		return (
			byExactText(said, listening, ears) ??
			byPlace(said, listening) ??
			byPhrase(said, listening, ears) ??
			byEvidence(spoken, listening) ??
			bySharedText(said, listening, ears)
		);
	};
};

/** Concepts that begin so, called by the rest of their name. */
const named =
	(prefix: string) =>
	(concept: string): string | null =>
		concept.startsWith(prefix) ? concept.slice(prefix.length) : null;

/** A question's replies and a choice's words are looked up when they first come up: they are the same every time. */
const remembered = <T extends object>(create: (name: string) => T, most = Number.POSITIVE_INFINITY): ((name: string) => T) => {
	const known = new Map<string, T>();
	return (name) => {
		const found = known.get(name);
		if (found !== undefined) return found;
		if (known.size >= most) known.clear();
		const created = create(name);
		known.set(name, created);
		return created;
	};
};

const byExactText = ({ words }: Said, { choices }: Listening, ears: Hearing): string | null =>
	choices.find(({ text }) => isSame(ears.wordsOn(text).words, words))?.id ?? null;

const isSame = (one: Sentence, other: Sentence): boolean =>
	one.length === other.length && one.every(({ key }, at) => key === other[at]?.key);

/** "2", 第二个, "the last one": nothing but the place, politeness aside. */
const byPlace = (said: Said, { choices }: Listening): string | null => {
	let longest: Span | null = null;
	for (const span of said.phrases) {
		if (span.concept.startsWith("#") && (longest === null || span.end - span.start > longest.end - longest.start)) longest = span;
	}
	if (longest === null) return null;
	const { concept, start, end } = longest;
	if (countSaid(said, (at) => at >= start && at < end) > end - start) return null;
	const place = concept === "#last" ? choices.length : Number(concept.slice(1));
	return choices[place - 1]?.id ?? null;
};

/** The offered choice whose phrases explain most of what was said; two alike explain nothing. */
const byPhrase = (said: Said, { choices, question }: Listening, ears: Hearing): string | null => {
	const replies = question === null ? [] : ears.repliesTo(question)(said.words);
	const isOffered = ({ concept }: Span): boolean => choices.some(({ id }) => id === concept);
	const offered = [...said.phrases.filter(isOffered), ...replies.filter(isOffered)];
	if (offered.length === 0) return null;
	const spans = uncovered(offered);
	const denied = denials(said, spans);
	const explained = new Map<string, Set<number>>();
	for (const span of spans.filter((found) => !denied.some((at) => at < found.start && found.start - at <= 2))) {
		const places = explained.get(span.concept) ?? new Set();
		for (let at = span.start; at < span.end; at++) places.add(at);
		explained.set(span.concept, places);
	}
	const [best, second] = [...explained].sort(([, a], [, b]) => b.size - a.size);
	if (best === undefined || best[1].size === second?.[1].size) return null;
	return best[1].size >= minExplained * countSaid(said, (at) => best[1].has(at)) ? best[0] : null;
};

/** Places of words that deny and belong to no phrase. */
const denials = ({ fillers }: Said, spans: readonly Span[]): number[] =>
	fillers
		.filter(({ concept, start, end }) => concept === "not" && !spans.some((span) => span.start <= start && span.end >= end))
		.map(({ start }) => start);

/** How many words were said that are not mere politeness; those that mean something count always. */
const countSaid = ({ words, fillers }: Said, means: (at: number) => boolean): number =>
	words.filter((_, at) => means(at) || !fillers.some(({ concept, start, end }) => concept === "filler" && at >= start && at < end)).length;

const byEvidence = ({ evidence }: Spoken, { choices, question }: Listening): string | null => {
	const answer = evidence.find((fact) => fact.question === question)?.answer;
	return choices.find(({ id }) => id === answer)?.id ?? null;
};

/** "all in the shop" for "Everything in the shop": most words said are in one choice's text, and in no other's. */
const bySharedText = ({ words, fillers }: Said, { choices }: Listening, ears: Hearing): string | null => {
	const said = words.filter((_, at) => !fillers.some(({ concept, start }) => concept === "filler" && start === at));
	if (said.reduce((length, { key }) => length + key.length, 0) < 2) return null;
	let best: string | null = null;
	let most = 0;
	for (const { id, text } of choices) {
		const { keys } = ears.wordsOn(text);
		const shared = said.filter(({ key }) => keys.has(key)).length;
		if (shared === most) best = null;
		if (shared <= most) continue;
		best = id;
		most = shared;
	}
	return most >= minShared * said.length ? best : null;
};
