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
	/** The comparable words of a choice's text. */
	readonly keysOf: (text: string) => readonly string[];
};

/** Different choices' texts in memory: more than the copy of all steps has. */
const maxTexts = 2_000;

export const createPickChoice = (tree: Tree, stem: Stem): PickChoice => {
	const ears: Hearing = {
		phrases: createFindSpans(tree, named(choiceConcept)),
		repliesTo: remembered((question) => createFindSpans(tree, named(replyConcept(question)))),
		fillers: createFindSpans(tree, (concept) => (concept === "filler" || concept === "not" ? concept : null)),
		keysOf: remembered((text) => wordsOf(normalise(text).text, stem).map(({ key }) => key), maxTexts),
	};
	return (spoken, listening) => {
		if (listening.choices.length === 0) return null;
		const [only, another] = spoken.sentences;
		const words = only !== undefined && another === undefined ? only : wordsOf(spoken.text, stem);
		if (words.length === 0 || words.length > maxWords) return null;
		return (
			byExactText(words, listening, ears) ??
			byPlace(words, listening, ears) ??
			byPhrase(words, listening, ears) ??
			byEvidence(spoken, listening) ??
			bySharedText(words, listening, ears)
		);
	};
};

/** Concepts that begin so, called by the rest of their name. */
const named =
	(prefix: string) =>
	(concept: string): string | null =>
		concept.startsWith(prefix) ? concept.slice(prefix.length) : null;

/** A question's replies and a choice's words are looked up when they first come up: they are the same every time. */
const remembered = <T>(create: (name: string) => T, most = Number.POSITIVE_INFINITY): ((name: string) => T) => {
	const known = new Map<string, T>();
	return (name) => {
		const found = known.get(name) ?? create(name);
		if (known.size >= most) known.clear();
		known.set(name, found);
		return found;
	};
};

const byExactText = (words: Sentence, { choices }: Listening, ears: Hearing): string | null => {
	const said = words.map(({ key }) => key).join(" ");
	return choices.find(({ text }) => ears.keysOf(text).join(" ") === said)?.id ?? null;
};

/** "2", 第二个, "the last one": nothing but the place, politeness aside. */
const byPlace = (words: Sentence, { choices }: Listening, ears: Hearing): string | null => {
	const spans = ears.phrases(words).filter(({ concept }) => concept.startsWith("#"));
	const longest = spans.reduce<Span | null>(
		(best, span) => (best === null || span.end - span.start > best.end - best.start ? span : best),
		null,
	);
	if (longest === null || countSaid(words, ears, longest) > longest.end - longest.start) return null;
	const place = longest.concept === "#last" ? choices.length : Number(longest.concept.slice(1));
	return choices[place - 1]?.id ?? null;
};

/** The offered choice whose phrases explain most of what was said; two alike explain nothing. */
const byPhrase = (words: Sentence, { choices, question }: Listening, ears: Hearing): string | null => {
	const replies = question === null ? [] : ears.repliesTo(question)(words);
	const offered = new Set(choices.map(({ id }) => id));
	const spans = uncovered([...ears.phrases(words), ...replies].filter(({ concept }) => offered.has(concept)));
	const denied = denials(words, ears, spans);
	const explained = new Map<string, Set<number>>();
	for (const span of spans.filter((found) => !denied.some((at) => at < found.start && found.start - at <= 2))) {
		const places = explained.get(span.concept) ?? new Set();
		for (let at = span.start; at < span.end; at++) places.add(at);
		explained.set(span.concept, places);
	}
	const [best, second] = [...explained].sort(([, a], [, b]) => b.size - a.size);
	if (best === undefined || best[1].size === second?.[1].size) return null;
	return best[1].size >= minExplained * countSaid(words, ears, null, best[1]) ? best[0] : null;
};

/** Places of words that deny and belong to no phrase. */
const denials = (words: Sentence, ears: Hearing, spans: readonly Span[]): number[] =>
	ears
		.fillers(words)
		.filter(({ concept, start, end }) => concept === "not" && !spans.some((span) => span.start <= start && span.end >= end))
		.map(({ start }) => start);

/** How many words were said that are not mere politeness; words of the phrases count always. */
const countSaid = (words: Sentence, ears: Hearing, span: Span | null, explained: ReadonlySet<number> = new Set()): number => {
	const polite = new Set<number>();
	for (const filler of ears.fillers(words)) {
		if (filler.concept === "filler") for (let at = filler.start; at < filler.end; at++) polite.add(at);
	}
	return words.filter((_, at) => explained.has(at) || (span !== null && at >= span.start && at < span.end) || !polite.has(at)).length;
};

const byEvidence = ({ evidence }: Spoken, { choices, question }: Listening): string | null => {
	const answer = evidence.find((fact) => fact.question === question)?.answer;
	return choices.find(({ id }) => id === answer)?.id ?? null;
};

/** "all in the shop" for "Everything in the shop": most words said are in one choice's text, and in no other's. */
const bySharedText = (words: Sentence, { choices }: Listening, ears: Hearing): string | null => {
	const polite = new Set(ears.fillers(words).flatMap(({ concept, start }) => (concept === "filler" ? [start] : [])));
	const said = words.filter((_, at) => !polite.has(at)).map(({ key }) => key);
	if (said.join("").length < 2) return null;
	const ranked = choices
		.map(({ id, text }) => ({ id, shared: sharedOf(said, new Set(ears.keysOf(text))) }))
		.sort((a, b) => b.shared - a.shared);
	const [best, second] = ranked;
	return best !== undefined && best.shared >= minShared && best.shared > (second?.shared ?? 0) ? best.id : null;
};

const sharedOf = (said: readonly string[], text: ReadonlySet<string>): number =>
	said.filter((key) => text.has(key)).length / Math.max(1, said.length);
