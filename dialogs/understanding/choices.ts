// Which of the live step's choices the words pick: buttons and typed words are the same thing.

import { questions } from "../knowledge/questions.ts";
import { choiceConcept, replyConcept } from "./ears.ts";
import { plain } from "./evidence.ts";
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
	/** A question whether something works is no word that it does. */
	readonly asks: boolean;
};

export type PickChoice = (spoken: Spoken, listening: Listening) => string | null;

/** Phrases must explain at least this share of what was said, politeness aside. */
const minExplained = 0.6;

/** Whatever keeps a gate shut is taken from less. */
const minShut = 0.4;

/** A gate is opened by nothing less than this when it is opened by a fact. */
const minOpening = 0.9;

/** A choice's own text is picked by this share of the words said. */
const minShared = 0.75;

/** Understood whether they are offered or not: "it works now", "start over", "how do I do that", "done", "one sec". */
const anytime: readonly string[] = ["worksNow", "startOver", "dontKnowHow", "tried", "trying"];

/** A case ends on these, so the last thing said must be that and nothing more. */
const ending: readonly string[] = ["fixed", "works", "sellsAgain"];

/** A place in the queue is given up in so many words; a number typed there is a shop's or a terminal's. */
const queue: readonly string[] = ["leaveQueue", "stayInQueue"];

/** Navigation is said as such; a word it shares with a button presses nothing. */
const navigation: readonly string[] = ["back", "why"];

const gates: ReadonlySet<string> = new Set(questions.filter((row) => "gate" in row).map(({ id }) => id));

const isGate = ({ question }: Listening): boolean => question !== null && gates.has(question);

/** A question may have such an answer too: over a hotspot it works. */
const isEnding = (id: string, { question }: Listening): boolean => id === "worksNow" || (ending.includes(id) && question === null);

/** Whether picking it must be meant: it opens a gate, ends the case or gives up the queue. */
const isWeighty = (id: string, listening: Listening): boolean =>
	id === "leaveQueue" || (id === "none" && isGate(listening)) || isEnding(id, listening);

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
type Said = { readonly words: Sentence; readonly phrases: readonly Span[]; readonly fillers: readonly Span[]; readonly asks: boolean };

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
		const words = inOneRow(spoken.sentences);
		if (words.length === 0 || words.length > maxWords) return null;
		const said = { words, phrases: ears.phrases(words), fillers: ears.fillers(words), asks: spoken.asks };
		return (
			byExactText(said, listening, ears) ??
			byPlace(said, listening) ??
			byPhrase(said, listening, ears) ??
			byEvidence(spoken, listening) ??
			(tellsOtherwise(spoken, listening) ? null : bySharedText(said, listening, ears))
		);
	};
};

/** Sentences lie as far apart as clauses. */
const inOneRow = (sentences: readonly Sentence[]): Sentence => {
	const [only] = sentences;
	// As it is: what walks the tree knows it again.
	if (only !== undefined && sentences.length === 1) return only;
	let from = 0;
	return sentences.flatMap((sentence) => {
		const words = sentence.map((word) => ({ ...word, at: word.at + from }));
		from = (words.at(-1)?.at ?? from) + sentenceWidth;
		return words;
	});
};

/** In words; more than one lies between clauses. */
const sentenceWidth = 5;

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
const byPlace = (said: Said, listening: Listening): string | null => {
	const { choices } = listening;
	if (choices.some(({ id }) => queue.includes(id))) return null;
	let longest: Span | null = null;
	for (const span of said.phrases) {
		if (span.concept.startsWith("#") && (longest === null || span.end - span.start > longest.end - longest.start)) longest = span;
	}
	if (longest === null) return null;
	const { concept, start, end } = longest;
	if (countSaid(said, (at) => at >= start && at < end) > end - start) return null;
	const place = concept === "#last" ? choices.length : Number(concept.slice(1));
	const picked = choices[place - 1]?.id ?? null;
	// "One" at a gate may be one payment as well as the first answer, which opens it.
	return picked === "none" && isGate(listening) && end - start === 1 ? null : picked;
};

/** The choice whose phrases explain most of what was said; two alike explain nothing, but what is offered comes first. */
const byPhrase = (said: Said, listening: Listening, ears: Hearing): string | null => {
	const { choices, question } = listening;
	const isOffered = ({ concept }: Span): boolean => has(choices, concept);
	const replies = (question === null ? [] : ears.repliesTo(question)(said.words)).filter(isOffered);
	const phrases = said.phrases.filter((span) => isOffered(span) || (anytime.includes(span.concept) && !replies.some(isWithin(span))));
	const spans = uncovered([...replies, ...phrases]);
	const denied = denials(said, spans);
	const explained = new Map<string, Set<number>>();
	for (const span of spans.filter((found) => !denied.some((at) => at < found.start && found.start - at <= 2))) {
		const places = explained.get(span.concept) ?? new Set();
		for (let at = span.start; at < span.end; at++) places.add(at);
		explained.set(span.concept, places);
	}
	const ranks = [...explained].map(([id, places]) => ({ id, places, rank: places.size + (has(choices, id) ? offeredFirst : 0) }));
	const [best, second] = ranks.sort((a, b) => b.rank - a.rank);
	if (best === undefined || best.rank === second?.rank) return null;
	const { id, places } = best;
	return isEnough(said, id, { places, listening }) ? id : null;
};

/** Less than a word: of two alike, what is offered is meant. */
const offeredFirst = 0.5;

const has = (choices: Listening["choices"], id: string): boolean => choices.some((choice) => choice.id === id);

const isWithin =
	(outer: Span) =>
	(inner: Span): boolean =>
		outer.start <= inner.start && outer.end >= inner.end;

type Explained = { readonly places: ReadonlySet<number>; readonly listening: Listening };

const isEnough = (said: Said, id: string, { places, listening }: Explained): boolean => {
	if (isEnding(id, listening)) return !said.asks && isLastWord(said, places);
	const share = places.size / countSaid(said, (at) => places.has(at));
	if (isWeighty(id, listening) || !has(listening.choices, id)) return share === 1;
	return share >= (id === "some" && isGate(listening) ? minShut : minExplained);
};

/** "Moved it closer, works now" ends with it; "if it works" and 好了我这就去弄 do not. */
const isLastWord = ({ words, phrases, fillers }: Said, places: ReadonlySet<number>): boolean => {
	const isSaidAgain = (at: number): boolean =>
		phrases.some(({ concept, start, end }) => ending.includes(concept) && at >= start && at < end);
	const unexplained = words.findLastIndex((_, at) => !places.has(at) && !isSaidAgain(at) && !isFiller(fillers, at));
	if (unexplained < 0) return true;
	const isClause = (at: number): boolean => (words[at]?.at ?? 0) - (words[at - 1]?.at ?? 0) > 1;
	return [...places].some((place) => words.some((_, at) => at > unexplained && at <= place && isClause(at)));
};

/** Places of words that deny and belong to no phrase. */
const denials = ({ fillers }: Said, spans: readonly Span[]): number[] =>
	fillers
		.filter(({ concept, start, end }) => concept === "not" && !spans.some((span) => span.start <= start && span.end >= end))
		.map(({ start }) => start);

/** How many words were said that are not mere politeness; those that mean something count always. */
const countSaid = ({ words, fillers }: Said, means: (at: number) => boolean): number =>
	words.filter((_, at) => means(at) || !isFiller(fillers, at)).length;

const isFiller = (fillers: readonly Span[], at: number): boolean =>
	fillers.some(({ concept, start, end }) => concept === "filler" && at >= start && at < end);

const byEvidence = ({ evidence }: Spoken, listening: Listening): string | null => {
	const fact = evidence.find(({ question }) => question === listening.question);
	const choice = listening.choices.find(({ id }) => id === fact?.answer)?.id ?? null;
	return choice !== null && isWeighty(choice, listening) && (fact?.score ?? 0) < minOpening ? null : choice;
};

/** "Only one" tells how many terminals; what it shares with the answer "Words only" means nothing then. */
const tellsOtherwise = ({ evidence }: Spoken, { question: asked }: Listening): boolean =>
	asked !== null && evidence.some(({ question, score }) => question !== asked && score >= plain);

/** "all in the shop" for "Everything in the shop": most words said are in one choice's text, and in no other's. */
const bySharedText = ({ words, phrases, fillers }: Said, listening: Listening, ears: Hearing): string | null => {
	if (phrases.some(({ concept, start, end }) => navigation.includes(concept) && end - start === words.length)) return null;
	const said = words.filter((_, at) => !fillers.some(({ concept, start }) => concept === "filler" && start === at));
	if (said.reduce((length, { key }) => length + key.length, 0) < 2) return null;
	let best: string | null = null;
	let most = 0;
	for (const { id, text } of listening.choices.filter((choice) => !navigation.includes(choice.id) && !isWeighty(choice.id, listening))) {
		const { keys } = ears.wordsOn(text);
		const shared = said.filter(({ key }) => keys.has(key)).length;
		if (shared === most) best = null;
		if (shared <= most) continue;
		best = id;
		most = shared;
	}
	return most >= minShared * said.length ? best : null;
};
