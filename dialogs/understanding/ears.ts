// Everything locales/ teaches to listen for, as the build prepares it: phrases stemmed into one lexicon, rules parsed.

import { compileLexicon } from "./compile-lexicon.ts";
import { type GuardId, guardIds, type Heard, type Synonyms } from "./heard.ts";
import type { Lexicon } from "./lexicon.ts";
import { isLiteral, type ParsedRule, parseRule } from "./rules.ts";
import type { Stem } from "./stem.ts";

/** Plain JSON. */
export type Ears = { readonly lexicon: Lexicon; readonly guards: readonly ParsedRule<GuardId>[] };

/** In the lexicon beside synonyms and literals: how a choice is spoken, and what replies to a question. */
export const choiceConcept = "choice:";
export const replyConcept = (question: string): string => `reply:${question}:`;

export const compileEars = (heard: readonly Heard[], stem: Stem): Ears => {
	const guards = heard.flatMap(guardRules);
	const literals = guards.flatMap(({ parts }) => parts).filter(isLiteral);
	const phrases = [
		...heard.flatMap(({ synonyms }) => spread(synonyms, "")),
		// A literal part is a concept of its own, with one phrase.
		...[...new Set(literals)].map((part) => [part, part] as const),
		...heard.flatMap(({ choices }) => spread(choices, choiceConcept)),
		...heard.flatMap(({ replies }) => Object.entries(replies).flatMap(([question, answers]) => spread(answers, replyConcept(question)))),
	];
	return { lexicon: compileLexicon(phrases, stem), guards };
};

type Entry = readonly [concept: string, phrase: string];

const spread = (phrases: Synonyms, prefix: string): Entry[] =>
	Object.entries(phrases).flatMap(([name, list]) => list.map((phrase) => [prefix + name, phrase] as const));

const guardRules = ({ guards }: Heard): ParsedRule<GuardId>[] =>
	guardIds.flatMap((meaning) => guards[meaning].map((rule) => parseRule({ meaning, rule, evenDenied: meaning === "noHuman" })));
