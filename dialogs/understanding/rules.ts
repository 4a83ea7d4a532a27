// Rules over concepts: "{want} {person}" holds when its parts stand close together in one sentence and are not denied.

import { createFindSpans, type Span, type Tree, withoutDenied } from "./lexicon.ts";
import type { Sentence } from "./words.ts";

export type Rule<Meaning> = {
	readonly meaning: Meaning;
	readonly rule: string;
	/** Holds also after a denial: "no, I don't need a person" needs none. */
	readonly evenDenied?: boolean;
};

/** A rule taken apart: concepts by their names, literal phrases each as a concept of its own. Plain JSON. */
export type ParsedRule<Meaning> = {
	readonly meaning: Meaning;
	readonly parts: readonly string[];
	readonly absent: readonly string[];
	readonly evenDenied: boolean;
};

/** The concept of words that deny: "not", 不. */
const denial = "not";

/** All parts lie within this many words. */
const reach = 14;

/** A denial this many words before the first part still denies it. */
const denialReach = 3;

/** In a rule that names a denial, what is denied follows it within this many words. */
const deniedReach = 5;

/** What the rules that hold mean; a meaning comes as often as rules mean it. */
export type HoldRules<Meaning> = (sentence: Sentence) => readonly Meaning[];

/** `tree` has the synonyms and the literals of these rules; those of other rules are not heard. */
export const createHoldRules = <Meaning>(rules: readonly ParsedRule<Meaning>[], tree: Tree): HoldRules<Meaning> => {
	const literals = new Set(rules.flatMap(({ parts }) => parts).filter(isLiteral));
	const findSpans = createFindSpans(tree, (concept) => (isSynonym(concept) || literals.has(concept) ? concept : null));
	const byPart = groupBy(rules, ({ parts }) => parts[0] ?? "");
	return (sentence) => {
		const spans = withoutDenied(findSpans(sentence), denial);
		const present = groupBy(spans, ({ concept }) => concept);
		const holding = [...present.keys()].flatMap((concept) => (byPart.get(concept) ?? []).filter((rule) => holds(rule, present, sentence)));
		return holding.map(({ meaning }) => meaning);
	};
};

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		const group = groups.get(keyOf(item));
		if (group === undefined) groups.set(keyOf(item), [item]);
		else group.push(item);
	}
	return groups;
};

/** `{name}` becomes a concept, anything else a literal phrase, which is its own concept. */
export const parseRule = <Meaning>({ meaning, rule, evenDenied = false }: Rule<Meaning>): ParsedRule<Meaning> => {
	const parts: string[] = [];
	const absent: string[] = [];
	for (const [whole, without, named] of rule.matchAll(/(-)?\{(\w+)\}|[^{}-]+/gu)) {
		if (named !== undefined) (without === undefined ? parts : absent).push(named);
		else if (whole.trim() !== "") parts.push(literal(whole));
	}
	return { meaning, parts, absent, evenDenied };
};

const literal = (phrase: string): string => ` ${phrase.trim()}`;

export const isLiteral = (part: string): boolean => part.startsWith(" ");

/** Neither a literal phrase nor something said of a choice. */
export const isSynonym = (concept: string): boolean => !isLiteral(concept) && !concept.includes(":");

type Present = ReadonlyMap<string, readonly Span[]>;

const holds = (rule: ParsedRule<unknown>, present: Present, sentence: Sentence): boolean => {
	if (rule.absent.some((concept) => present.has(concept))) return false;
	const chosen = closest(rule.parts, present, sentence);
	if (chosen === null || widthOf(chosen, sentence) > reach) return false;
	return rule.evenDenied || rule.parts.includes(denial) || !isDenied(chosen, present.get(denial) ?? [], sentence);
};

/** For each place of the first part, the nearest place of every other; the tightest of these. */
const closest = (parts: readonly string[], present: Present, sentence: Sentence): readonly Span[] | null => {
	const [first, ...others] = parts.map((part) => present.get(part) ?? []);
	let best: readonly Span[] | null = null;
	for (const anchor of (first ?? []).slice(0, maxAnchors)) {
		const chosen = [anchor];
		for (const [place, spans] of others.entries()) {
			const allowed = parts[place] === denial ? deniedBy(chosen.at(-1) ?? anchor, spans, sentence) : spans;
			const near = nearest(allowed, anchor, chosen);
			if (near === null) break;
			chosen.push(near);
		}
		if (chosen.length === parts.length && (best === null || spread(chosen) < spread(best))) best = chosen;
	}
	return best;
};

/** A sentence that says the same thing more often than this is not read to its end. */
const maxAnchors = 8;

/** What a rule's denial denies stands behind it, and close by. */
const deniedBy = (denied: Span, spans: readonly Span[], sentence: Sentence): readonly Span[] =>
	spans.filter(({ start }) => {
		const distance = (sentence[start]?.at ?? 0) - (sentence[denied.end - 1]?.at ?? 0);
		return distance > 0 && distance <= deniedReach;
	});

const nearest = (spans: readonly Span[], anchor: Span, taken: readonly Span[]): Span | null => {
	let best: Span | null = null;
	for (const span of spans.slice(0, maxAnchors)) {
		if (taken.some((other) => span.start < other.end && other.start < span.end)) continue;
		if (best === null || Math.abs(span.start - anchor.start) < Math.abs(best.start - anchor.start)) best = span;
	}
	return best;
};

const spread = (spans: readonly Span[]): number => lastOf(spans) - firstOf(spans);

const firstOf = (spans: readonly Span[]): number => Math.min(...spans.map(({ start }) => start));

const lastOf = (spans: readonly Span[]): number => Math.max(...spans.map(({ end }) => end));

const widthOf = (spans: readonly Span[], sentence: Sentence): number =>
	(sentence[lastOf(spans) - 1]?.at ?? 0) - (sentence[firstOf(spans)]?.at ?? 0) + 1;

/** Within or just before its parts stands a denial that is none of them. */
const isDenied = (chosen: readonly Span[], denials: readonly Span[], sentence: Sentence): boolean => {
	const first = firstOf(chosen);
	const last = lastOf(chosen);
	const before = (span: Span): number => (sentence[first]?.at ?? 0) - (sentence[span.end - 1]?.at ?? 0);
	const isPart = (span: Span): boolean => chosen.some((part) => part.start <= span.start && part.end >= span.end);
	return denials.some((span) => !isPart(span) && (span.start < first ? before(span) <= denialReach : span.start < last));
};
