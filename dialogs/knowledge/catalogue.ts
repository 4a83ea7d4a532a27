// All that Relink knows about terminals that cannot connect, in one value. An acquirer's file may change parts of it (overrides.ts).

import { type Cause, type CauseId, causes } from "./causes.ts";
import { historyLikelihoods } from "./likelihoods/history.ts";
import type { LikelihoodTable } from "./likelihoods/likelihood-table.ts";
import { networkLikelihoods } from "./likelihoods/network.ts";
import { screenLikelihoods } from "./likelihoods/screen.ts";
import { type Question, type QuestionId, questions } from "./questions.ts";
import { type Repair, type RepairId, repairs } from "./repairs.ts";
import { type ResponseCode, responseCodes } from "./response-codes.ts";

/** P(answer | cause) in the order of the question's answers; each row sums to 1. */
type Likelihood = Readonly<Record<string, readonly number[]>>;

export type Catalogue = {
	readonly causes: readonly (Cause & { readonly id: CauseId })[];
	readonly repairs: readonly (Repair & { readonly id: RepairId })[];
	/** Gates have no likelihood: they tell nothing about the cause. */
	readonly questions: readonly (Question & { readonly id: QuestionId; readonly likelihood: Likelihood | null })[];
	readonly codes: Readonly<Record<string, ResponseCode>>;
	/** Waiting for a person and talking, minutes, while no desk says better. */
	readonly handOffMinutes: number;
	/** What reading a step and answering it costs on top of doing it: keeps the planner from asking for the sake of it. */
	readonly stepMinutes: number;
	/** After so many minutes of trying a person takes over, however long the queue. */
	readonly budgetMinutes: number;
};

/** Stands for everything that is not in the catalogue. It answers like any other cause or at random, so answers that fit nothing else raise it. */
export const leak = "otherUnknown" satisfies CauseId;

/** Percent by which each answer is likelier under the leak than usual, before normalising. */
const atRandom = 20;

const tables: Readonly<Partial<Record<QuestionId, LikelihoodTable>>> = {
	...screenLikelihoods,
	...networkLikelihoods,
	...historyLikelihoods,
};

export const catalogue: Catalogue = {
	causes,
	repairs,
	questions: questions.map((question) => ({ ...question, likelihood: likelihoodOf(question) })),
	codes: responseCodes,
	handOffMinutes: 20,
	stepMinutes: 0.25,
	budgetMinutes: 40,
};

function likelihoodOf({ id, answers }: { readonly id: QuestionId; readonly answers: readonly string[] }): Likelihood | null {
	const table = tables[id];
	if (!table) return null;
	const anything = table.usual.map((percent) => percent + Math.min(atRandom, 100 / answers.length));
	const row = (cause: CauseId) => table.except[cause] ?? (cause === leak ? anything : table.usual);
	return Object.fromEntries(causes.map((cause) => [cause.id, normalised(row(cause.id))]));
}

function normalised(row: readonly number[]): readonly number[] {
	const total = row.reduce((sum, percent) => sum + percent, 0);
	return row.map((percent) => percent / total);
}
