// How many steps are still to come, this one included: along the likeliest answers, as the planner would go on.

import { type Arena, afterAnswer, afterFailure, type Move, narrowed, type Situation, sum } from "./arena.ts";
import { actsOf, createLookAhead } from "./look-ahead.ts";

const most = 12;

export function stepsAhead(whole: Arena, open: Situation, first: Move): number {
	const { arena, situation } = narrowed(whole, open);
	const { best } = createLookAhead(arena);
	let here = situation;
	let move = first;
	let reached = 1;
	let steps = 0;
	for (let count = 0; count < most; count++) {
		steps += reached;
		if (move.kind === "handOff") break;
		const next = likeliest(arena, here, move);
		if (move.kind === "repair") reached *= sum(next.weights) / sum(here.weights);
		here = next;
		move = best(here, actsOf(here), 1);
	}
	return Math.max(1, Math.round(steps));
}

function likeliest(arena: Arena, { weights, repairs, questions }: Situation, { kind, at }: Exclude<Move, { kind: "handOff" }>): Situation {
	if (kind === "repair") return { weights: afterFailure(arena, weights, at), repairs: repairs.with(at, 0), questions };
	const branches = (arena.answers[at] ?? []).map((likelihood) => afterAnswer(weights, likelihood));
	const best = branches.reduce((top, branch) => (sum(branch) > sum(top) ? branch : top), new Float64Array(weights.length));
	return { weights: best, repairs, questions: questions.with(at, 0) };
}
