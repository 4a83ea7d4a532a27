// Worlds that differ from what the planner believes: wrong priors, wrong answers, "don't know".

import type { Model } from "../../dialogs/diagnosis/model.ts";
import { normal, type Random } from "./random-models.ts";

/** Every prior is off by a log-normal factor. */
export const withWrongPriors = (model: Model, random: Random, spread = 0.5): Model => ({
	...model,
	causes: model.causes.map(({ id, prior }) => ({ id, prior: prior * Math.exp(spread * normal(random)) })),
});

/** A share of answers is another one than the truth; whoever answers wrongly would answer wrongly again. */
export const withWrongAnswers = (model: Model, share = 0.1): Model =>
	mapLikelihood(model, (row) => row.map((chance) => (1 - share) * chance + (share * (1 - chance)) / Math.max(1, row.length - 1)));

/** A share of questions is answered "don't know", whatever the cause. */
export const withUnknown = (model: Model, share = 0.15): Model => {
	const rows = mapLikelihood(model, (row) => [...row.map((chance) => (1 - share) * chance), share]);
	return { ...rows, questions: rows.questions.map((question) => ({ ...question, answers: [...question.answers, "unknown"] })) };
};

const mapLikelihood = (model: Model, change: (row: readonly number[]) => readonly number[]): Model => ({
	...model,
	questions: model.questions.map((question) => ({
		...question,
		likelihood: Object.fromEntries(Object.entries(question.likelihood).map(([cause, row]) => [cause, change(row)])),
	})),
});
