// Expected minutes of a policy, exactly: every answer and every outcome is followed, nothing is sampled.

import { performance } from "node:perf_hooks";
import { type Arena, afterAnswer, afterFailure, opening, type Policy, type Situation, sum } from "../../dialogs/diagnosis/arena.ts";

export type Trial = {
	readonly policy: Policy;
	/** The world: what answers and outcomes come from, and what minutes count. */
	readonly truth: Arena;
	/** What the policy's belief is updated with; another arena than the truth in the robustness runs. */
	readonly belief: Arena;
	/** Below this chance to get there, a person is called: the tree stays finite, and the value that of a real policy. */
	readonly negligible: number;
};

export type Evaluation = { readonly minutes: number; readonly states: number; readonly decisionMs: readonly number[] };

type Node = { readonly thought: Situation; readonly weights: Float64Array };

export function evaluate({ policy, truth, belief, negligible }: Trial): Evaluation {
	const known = new Map<string, number>();
	const decisionMs: number[] = [];

	const choose = (thought: Situation) => {
		const available = { ...thought, repairs: thought.repairs.slice(), questions: thought.questions.map((flag) => (flag === 1 ? 1 : 0)) };
		const start = performance.now();
		const move = policy(available);
		decisionMs.push(performance.now() - start);
		return move;
	};

	const follow = (node: Node, mass: number): number => {
		const move = choose(node.thought);
		if (move.kind === "handOff") return mass * truth.handOffMinutes;
		if (move.kind === "repair") return mass * (truth.repairMinutes[move.at] ?? 0) + value(failed(node, move.at));
		const spent = mass * (truth.questionMinutes[move.at] ?? 0);
		return spent + answered(node, move.at).reduce((total, next) => total + value(next), 0);
	};

	const value = (node: Node): number => {
		const mass = sum(node.weights);
		if (mass <= negligible) return mass * truth.handOffMinutes;
		const key = `${node.thought.repairs.join("")}${node.thought.questions.join("")}`;
		const seen = known.get(key);
		if (seen !== undefined) return seen;
		const minutes = follow(node, mass);
		known.set(key, minutes);
		return minutes;
	};

	const failed = ({ thought, weights }: Node, at: number): Node => ({
		thought: { ...thought, weights: afterFailure(belief, thought.weights, at), repairs: thought.repairs.with(at, 0) },
		weights: afterFailure(truth, weights, at),
	});

	/** An answered question holds 2 + the answer, so that the flags name the node. */
	const answered = ({ thought, weights }: Node, at: number): readonly Node[] =>
		(truth.answers[at] ?? []).map((likelihood, answer) => ({
			thought: {
				...thought,
				weights: afterAnswer(thought.weights, belief.answers[at]?.[answer] ?? likelihood),
				questions: thought.questions.with(at, 2 + answer),
			},
			weights: afterAnswer(weights, likelihood),
		}));

	const minutes = value({ thought: opening(belief), weights: truth.prior });
	return { minutes, states: known.size, decisionMs };
}

export const percentile = (values: readonly number[], share: number): number =>
	[...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
