// Everything locales/ teaches to listen for, as the build prepares it: phrases stemmed into one lexicon, rules parsed.

import { type AnswerId, type QuestionId, questions } from "../knowledge/questions.ts";
import { openConcepts } from "./alternatives.ts";
import { compileLexicon } from "./compile-lexicon.ts";
import { type GuardId, guardIds, type Heard, type Synonyms } from "./heard.ts";
import type { Lexicon } from "./lexicon.ts";
import { isLiteral, type ParsedRule, parseRule } from "./rules.ts";
import type { Stem } from "./stem.ts";

export type Fact = { readonly question: QuestionId; readonly answer: AnswerId };

/** Plain JSON. */
export type Ears = {
	readonly lexicon: Lexicon;
	readonly evidence: readonly ParsedRule<Fact>[];
	readonly guards: readonly ParsedRule<GuardId>[];
};

/** In the lexicon beside synonyms and literals: how a choice is spoken, and what replies to a question. */
export const choiceConcept = "choice:";
export const replyConcept = (question: string): string => `reply:${question}:`;

export const compileEars = (heard: readonly Heard[], stem: Stem): Ears => {
	const evidence = heard.flatMap(evidenceRules);
	const guards = heard.flatMap(guardRules);
	const phrases = [
		...heard.flatMap(({ synonyms }) => spread(synonyms, "")),
		...heard.flatMap(literals),
		...heard.flatMap(({ choices }) => spread(choices, choiceConcept)),
		...heard.flatMap(replies),
	];
	return { lexicon: compileLexicon(phrases, stem), evidence, guards };
};

type Entry = readonly [concept: string, phrase: string];

const spread = (phrases: Synonyms, prefix: string): Entry[] =>
	Object.entries(phrases).flatMap(([name, list]) => list.map((phrase) => [prefix + name, phrase] as const));

/** A literal part is a concept of its own, whose phrases are its alternatives. */
const literals = (heard: Heard): Entry[] => {
	const parts = [...evidenceRules(heard), ...guardRules(heard)].flatMap(({ parts, absent }) => [...parts, ...absent]);
	return [...new Set(parts.filter(isLiteral))].map((part) => [part, openConcepts(part, heard.synonyms)] as const);
};

const replies = ({ evidence }: Heard): Entry[] =>
	Object.entries(evidence).flatMap(([question, answers]) =>
		spread(Object.fromEntries(Object.entries(answers).map(([answer, heard]) => [answer, heard.replies ?? []])), replyConcept(question)),
	);

const evidenceRules = ({ evidence }: Heard): ParsedRule<Fact>[] =>
	questions.flatMap(({ id, answers }) =>
		answers.flatMap((answer) => (evidence[id]?.[answer]?.says ?? []).map((rule) => parseRule({ meaning: { question: id, answer }, rule }))),
	);

const guardRules = ({ guards }: Heard): ParsedRule<GuardId>[] =>
	guardIds.flatMap((meaning) =>
		guards[meaning].map((rule) => parseRule({ meaning, rule, evenAsked: true, evenDenied: meaning === "noHuman" })),
	);
