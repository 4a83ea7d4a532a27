// A model laid out for speed: everything by index, in typed arrays.

import type { Model } from "./model.ts";

/** That a repair mends a cause, seen from either side: `at` is the index of the cause, or of the repair. */
type Mend = { readonly at: number; readonly chance: number };

export type Arena = {
	/** Normalised; one weight a cause. */
	readonly prior: Float64Array;
	readonly repairMinutes: Float64Array;
	/** By repair, the causes it can mend. */
	readonly mends: readonly (readonly Mend[])[];
	/** By cause, the repairs that can mend it. */
	readonly mendedBy: readonly (readonly Mend[])[];
	readonly questionMinutes: Float64Array;
	/** By question and answer: P(answer | cause), one number a cause. */
	readonly answers: readonly (readonly Float64Array[])[];
	readonly handOffMinutes: number;
};

/** What is still open. `weights` is the unnormalised belief: its sum is the chance to be here at all. */
export type Situation = {
	readonly weights: Float64Array;
	/** 1 while the repair, or the question, may still be chosen. */
	readonly repairs: Uint8Array;
	readonly questions: Uint8Array;
};

export type Move = { readonly kind: "repair" | "question"; readonly at: number } | { readonly kind: "handOff" };

/** Anything that chooses a move: the product's planner, and the baselines it is measured against. */
export type Policy = (situation: Situation) => Move;

export function createArena(model: Model): Arena {
	const total = model.causes.reduce((sum, { prior }) => sum + prior, 0);
	const mends = model.repairs.map(({ fixes }) => mendsOf(model.causes.map(({ id }) => fixes[id])));
	return {
		prior: Float64Array.from(model.causes, ({ prior }) => prior / total),
		repairMinutes: Float64Array.from(model.repairs, ({ minutes }) => minutes),
		mends,
		mendedBy: model.causes.map((_, cause) => mendsOf(mends.map((list) => list.find(({ at }) => at === cause)?.chance))),
		questionMinutes: Float64Array.from(model.questions, ({ minutes }) => minutes),
		answers: model.questions.map(({ answers, likelihood }) =>
			answers.map((_, answer) => Float64Array.from(model.causes, ({ id }) => likelihood[id]?.[answer] ?? 0)),
		),
		handOffMinutes: model.handOffMinutes,
	};
}

/** Nothing known and nothing tried yet. */
export const opening = (arena: Arena): Situation => ({
	weights: arena.prior,
	repairs: new Uint8Array(arena.mends.length).fill(1),
	questions: new Uint8Array(arena.answers.length).fill(1),
});

export const sum = (weights: Float64Array): number => {
	let total = 0;
	for (let at = 0; at < weights.length; at++) total += weights[at] ?? 0;
	return total;
};

/** Weights after repair `at` failed. */
export const afterFailure = (arena: Arena, weights: Float64Array, at: number): Float64Array => {
	const left = weights.slice();
	for (const mend of arena.mends[at] ?? []) left[mend.at] = (left[mend.at] ?? 0) * (1 - mend.chance);
	return left;
};

/** Weights after an answer, given its likelihood by cause. */
export const afterAnswer = (weights: Float64Array, likelihood: Float64Array): Float64Array => {
	const left = weights.slice();
	for (let at = 0; at < left.length; at++) left[at] = (left[at] ?? 0) * (likelihood[at] ?? 0);
	return left;
};

/** Causes with less than this share of the belief are left out of planning, not out of the belief. */
const outOfSight = 2e-4;

/** The same decision with only the causes that still matter: most of the planner's time goes by causes. */
export function narrowed(arena: Arena, situation: Situation): { readonly arena: Arena; readonly situation: Situation } {
	const floor = outOfSight * sum(situation.weights);
	const kept = [...situation.weights.keys()].filter((at) => (situation.weights[at] ?? 0) > floor);
	if (kept.length === situation.weights.length) return { arena, situation };
	const pick = (values: Float64Array) => Float64Array.from(kept, (at) => values[at] ?? 0);
	const mends = arena.mends.map((list) => mendsOf(kept.map((cause) => list.find(({ at }) => at === cause)?.chance)));
	return {
		arena: {
			...arena,
			prior: pick(arena.prior),
			mends,
			mendedBy: kept.map((cause) => arena.mendedBy[cause] ?? []),
			answers: arena.answers.map((rows) => rows.map(pick)),
		},
		situation: { ...situation, weights: pick(situation.weights) },
	};
}

const mendsOf = (chances: readonly (number | undefined)[]): readonly Mend[] =>
	chances.flatMap((chance, at) => (chance ? [{ at, chance }] : []));
