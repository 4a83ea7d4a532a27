// One policy on one model: what it costs, how far that is from the optimum, how long it thinks.

import { createArena, opening } from "../../dialogs/diagnosis/arena.ts";
import { solve, stateCount } from "../../dialogs/diagnosis/exact.ts";
import type { Model } from "../../dialogs/diagnosis/model.ts";
import { evaluate, percentile } from "./evaluate.ts";
import { type PolicyName, policies } from "./policies.ts";

export type Measured = {
	readonly ecr: number;
	/** Null when the model has too many states to solve. */
	readonly optimal: number | null;
	readonly ratio: number | null;
	/** The repairs in the order of the file, then a person. */
	readonly checklist: number;
	readonly states: number;
	readonly msPerDecision: { readonly p50: number; readonly p99: number };
};

/** 160 MB of table, and some seconds. */
const solvable = 2e7;
/** Trees of larger models are cut where nearly nobody gets to. */
const followedWhole = 1e6;
const negligible = 1e-5;

export function measure(model: Model, name: PolicyName): Measured {
	const arena = createArena(model);
	const start = opening(arena);
	const cut = stateCount(arena, start) <= followedWhole ? 0 : negligible;
	const trial = { truth: arena, belief: arena, negligible: cut };
	const { minutes, states, decisionMs } = evaluate({ ...trial, policy: policies[name](arena) });
	const optimal = solve(arena, start, solvable)?.minutes ?? null;
	return {
		ecr: minutes,
		optimal,
		ratio: optimal === null ? null : minutes / optimal,
		checklist: evaluate({ ...trial, policy: policies.checklist(arena) }).minutes,
		states,
		msPerDecision: { p50: percentile(decisionMs, 0.5), p99: percentile(decisionMs, 0.99) },
	};
}
