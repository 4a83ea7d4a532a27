// The posterior over causes, always recomputed from the whole log: single fault, with a leak cause for everything unknown.

import type { Catalogue } from "../knowledge/catalogue.ts";
import { type Arena, sum } from "./arena.ts";
import type { Belief, Evidence } from "./model.ts";
import { backOfficeLikelihood, codeLikelihood, codeOf, tellsNothing } from "./sensors.ts";
import { type Standing, standing } from "./standing.ts";

/** One entry of the log with what it says: P(entry | cause), by cause, up to a factor. */
export type Clue = { readonly evidence: Evidence; readonly likelihood: Float64Array };

export type Beliefs = {
	clues(log: readonly Evidence[]): readonly Clue[];
	/** Normalised posterior, in the order of the catalogue. */
	weights(log: readonly Evidence[]): Float64Array;
	ranked(log: readonly Evidence[]): Belief;
	/** P(answer | cause) when a question is asked again after it was answered with `before`. */
	askedAgain(question: number, before: string): readonly Float64Array[];
};

/** After a repair that failed, most things look as they did before. */
const stays = 0.6;

export function createBeliefs(catalogue: Catalogue, arena: Arena): Beliefs {
	const { causes, repairs, questions } = catalogue;
	const asked = questions.filter(({ likelihood }) => likelihood !== null);

	const byCause = (likelihood: (cause: (typeof causes)[number]) => number): Float64Array => Float64Array.from(causes, likelihood);

	const askedAgain = (question: number, before: string): readonly Float64Array[] =>
		(asked[question]?.answers ?? []).map((answer, at) =>
			(arena.answers[question]?.[at] ?? arena.prior).map((fresh) => (answer === before ? stays : 0) + (1 - stays) * fresh),
		);

	const answerLikelihood = (evidence: Extract<Evidence, { kind: "answer" }>, before?: string): Float64Array | null => {
		const question = asked.findIndex(({ id }) => id === evidence.question);
		const answer = asked[question]?.answers.indexOf(evidence.answer) ?? -1;
		const rows = before === undefined ? arena.answers[question] : askedAgain(question, before);
		return rows?.[answer] ?? null;
	};

	const repairLikelihood = ({ repair, outcome }: Extract<Evidence, { kind: "repair" }>): Float64Array => {
		const fixes = repairs.find(({ id }) => id === repair)?.fixes ?? {};
		return byCause(({ id }) => (outcome === "fixed" ? Math.max(byChance, fixes[id] ?? 0) : 1 - (fixes[id] ?? 0)));
	};

	const codeClue = (code: string): Float64Array | null => {
		const known = codeOf(catalogue, code);
		return known === null || tellsNothing(known) ? null : byCause((cause) => codeLikelihood(known, cause));
	};

	const likelihoodOf = ({ evidence, before }: Standing): Float64Array | null => {
		switch (evidence.kind) {
			case "answer":
				return answerLikelihood(evidence, before);
			case "code":
				return codeClue(evidence.code);
			case "repair":
				return repairLikelihood(evidence);
			case "backOffice":
				return byCause(({ id }) => backOfficeLikelihood(evidence, id));
		}
	};

	const clues = (log: readonly Evidence[]): readonly Clue[] =>
		standing(log, questions).flatMap((entry) => {
			const likelihood = likelihoodOf(entry);
			return likelihood === null ? [] : [{ evidence: entry.evidence, likelihood }];
		});

	const weights = (log: readonly Evidence[]): Float64Array => {
		const posterior = clues(log).reduce((left, { likelihood }) => left.map((weight, at) => weight * (likelihood[at] ?? 0)), arena.prior);
		const total = sum(posterior);
		return total > 0 ? posterior.map((weight) => weight / total) : arena.prior;
	};

	const ranked = (log: readonly Evidence[]): Belief => {
		const posterior = weights(log);
		return causes.map(({ id }, at) => ({ cause: id, probability: posterior[at] ?? 0 })).sort((a, b) => b.probability - a.probability);
	};

	return { clues, weights, ranked, askedAgain };
}

/** P(it works again just when a repair was tried that does not mend the cause). */
const byChance = 0.02;
