// The planner and what it is measured against, each a way to choose the next move.

import { type Arena, afterAnswer, afterFailure, type Move, type Policy, type Situation, sum } from "../../dialogs/diagnosis/arena.ts";
import { createPlanner } from "../../dialogs/diagnosis/planner.ts";
import { createSequencer } from "../../dialogs/diagnosis/sequence.ts";

const person: Move = { kind: "handOff" };

/** The article's way: every repair in a fixed order, then a person. */
export const checklist =
	(order: readonly number[]): Policy =>
	({ repairs }) => {
		const next = order.find((at) => repairs[at] === 1);
		return next === undefined ? person : { kind: "repair", at: next };
	};

/** Repairs only, best chance per minute first, a person from the best point on. */
const probabilityPerCost = (arena: Arena): Policy => {
	const sequencer = createSequencer(arena);
	return ({ weights, repairs }) => {
		const next = sequencer.repairs(weights, repairs)[0];
		return next === undefined ? person : { kind: "repair", at: next };
	};
};

/** Expected minutes when each open question is asked now and repairs follow; the best one. */
const bestQuestion = (arena: Arena, { weights, repairs, questions }: Situation): { readonly at: number; readonly minutes: number } => {
	const sequencer = createSequencer(arena);
	let best = { at: -1, minutes: Number.POSITIVE_INFINITY };
	arena.answers.forEach((rows, at) => {
		if (!questions[at]) return;
		const asking = sum(weights) * (arena.questionMinutes[at] ?? 0);
		const minutes = rows.reduce((total, row) => total + sequencer.minutes(afterAnswer(weights, row), repairs), asking);
		if (minutes < best.minutes) best = { at, minutes };
	});
	return best;
};

/** Ask when asking now beats never asking (Langseth and Jensen 2003, equation 4). */
const myopic = (arena: Arena): Policy => {
	const repairing = probabilityPerCost(arena);
	const sequencer = createSequencer(arena);
	return (situation) => {
		const question = bestQuestion(arena, situation);
		const isWorth = question.minutes < sequencer.minutes(situation.weights, situation.repairs);
		return isWorth ? { kind: "question", at: question.at } : repairing(situation);
	};
};

/** Ask when asking now also beats asking after the best repair (equation 5, SACSO-B). */
const sacso = (arena: Arena): Policy => {
	const repairing = probabilityPerCost(arena);
	const sequencer = createSequencer(arena);
	return (situation) => {
		const question = bestQuestion(arena, situation);
		const repair = repairing(situation);
		if (question.minutes >= sequencer.minutes(situation.weights, situation.repairs)) return repair;
		if (repair.kind === "repair" && question.minutes >= askedAfter(arena, situation, repair.at)) return repair;
		return { kind: "question", at: question.at };
	};
};

const askedAfter = (arena: Arena, { weights, repairs, questions }: Situation, repair: number): number => {
	const left = { weights: afterFailure(arena, weights, repair), repairs: repairs.with(repair, 0), questions };
	return sum(weights) * (arena.repairMinutes[repair] ?? 0) + bestQuestion(arena, left).minutes;
};

export const policies = {
	relink: createPlanner,
	twoStep: (arena: Arena) => createPlanner(arena, { beam: 99, leaves: 0, exactStates: 0 }),
	sacso,
	myopic,
	pc: probabilityPerCost,
	checklist: (arena: Arena) => checklist(arena.mends.map((_, at) => at)),
	person: () => () => person,
} as const satisfies Readonly<Record<string, (arena: Arena) => Policy>>;

export type PolicyName = keyof typeof policies;

export const isPolicyName = (name: string): name is PolicyName => Object.hasOwn(policies, name);
