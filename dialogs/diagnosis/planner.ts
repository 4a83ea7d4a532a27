// Chooses the next step: the one with the least expected minutes until the merchant sells again or has the right person.
// Looks two or more steps ahead; below that it assumes the best order of repairs with a person behind it. Exact when small.

import { type Arena, narrowed, type Policy, type Situation } from "./arena.ts";
import { solve } from "./exact.ts";
import { actsOf, createLookAhead } from "./look-ahead.ts";

export type PlannerOptions = {
	/** How many of the most promising first steps are looked at in depth. */
	readonly beam: number;
	/** Look-ahead deepens beyond two steps only while it ends in fewer leaves than this. */
	readonly leaves: number;
	/** Up to so many states the optimum itself is computed. */
	readonly exactStates: number;
};

/** Keeps a decision on the whole catalogue within 20 ms at the 99th percentile on one slow core. */
const plannerOptions: PlannerOptions = { beam: 5, leaves: 6000, exactStates: 2000 };

const deepest = 4;

export const createPlanner =
	(whole: Arena, options: PlannerOptions = plannerOptions): Policy =>
	(open) => {
		const { arena, situation } = narrowed(whole, open);
		const solution = solve(arena, situation, options.exactStates);
		if (solution) return solution.move;
		const { rank, best } = createLookAhead(arena);
		return best(situation, rank(situation).slice(0, options.beam), depthFor(arena, situation, options));
	};

function depthFor(arena: Arena, situation: Situation, { beam, leaves }: PlannerOptions): number {
	const outcomes = actsOf(situation).map(({ kind, at }) => (kind === "repair" ? 1 : (arena.answers[at]?.length ?? 0)));
	const branching = outcomes.reduce((total, count) => total + count, 0);
	const first = Math.min(1, beam / Math.max(1, outcomes.length)) * branching;
	let depth = 2;
	while (depth < deepest && first * branching ** depth <= leaves) depth++;
	return depth;
}
