// Facts a merchant volunteers, in any message and whatever was asked, as machines tell them that learned from taught lines.

import { type AnswerId, type QuestionId, questions } from "../knowledge/questions.ts";
import type { WithConcepts } from "./fact-features.ts";
import type { FeatureIndex } from "./feature-index.ts";
import type { Features } from "./features.ts";
import { type Machines, margins, vectorOf } from "./model.ts";
import type { Understanding } from "./understanding.ts";
import type { Sentence } from "./words.ts";

export type Fact = { readonly question: QuestionId; readonly answer: AnswerId };

/** A fact as it is called where it is taught: "scope=one". */
const nameOf = ({ question, answer }: Fact): string => `${question}=${answer}`;

const facts: ReadonlyMap<string, Fact> = new Map(
	questions.flatMap(({ id, answers }) => answers.map((answer: AnswerId) => ({ question: id, answer }))).map((fact) => [nameOf(fact), fact]),
);

/** The fact of that name, if there is one. */
export const factNamed = (name: string): Fact | null => facts.get(name) ?? null;

/** The chance that a fact is stated is a logistic curve over how far its machine is from its boundary. */
export type Curve = { readonly bias: number; readonly margin: number };

/** The labels are facts' names. */
export type FactsModel = Machines & { readonly curve: Curve };

/** Taught beside the facts: that a number in the message is the code on the screen. */
export const codeLabel = "code";

export type Stated = { readonly evidence: Understanding["evidence"]; readonly namesCode: boolean };

/** The features and the sentences are those of one text. */
export type FindEvidence = (features: Features, sentences: readonly Sentence[]) => Stated;

/** Chances from here on are believed. */
const believed = 0.4;

/** From this chance on, a fact is more than a resemblance. */
export const plain = 0.85;

/** Of a text whose words were hardly ever seen nothing is believed. */
const minCoverage = 0.4;

type Seeing = { readonly index: FeatureIndex; readonly withConcepts: WithConcepts };

export const createFindEvidence = (model: FactsModel, { index, withConcepts }: Seeing): FindEvidence => {
	const labels = model.labels.map(factNamed);
	const codeAt = model.labels.indexOf(codeLabel);
	const nearest = distanceAt(model.curve, believed);
	return (features, sentences) => {
		const vector = vectorOf(withConcepts(features, sentences), index);
		if (vector.coverage < minCoverage) return { evidence: [], namesCode: false };
		const distances = margins(model, vector);
		const likeliest = new Map<QuestionId, Understanding["evidence"][number]>();
		for (let i = 0; i < labels.length; i++) {
			const distance = distances[i] ?? nearest;
			const fact = labels[i] ?? null;
			if (fact === null || distance < nearest) continue;
			const { question, answer } = fact;
			const score = chanceOf(model.curve, distance);
			if (score > (likeliest.get(question)?.score ?? 0)) likeliest.set(question, { question, answer, score });
		}
		return { evidence: [...likeliest.values()], namesCode: (distances[codeAt] ?? Number.NEGATIVE_INFINITY) >= nearest };
	};
};

const chanceOf = ({ bias, margin }: Curve, distance: number): number => 1 / (1 + Math.exp(-(bias + margin * distance)));

/** Where the chance is what is asked for. */
const distanceAt = ({ bias, margin }: Curve, chance: number): number => (Math.log(chance / (1 - chance)) - bias) / margin;
