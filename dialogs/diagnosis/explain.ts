// Why a cause: what in the log speaks for it and against it, strongest first.

import type { Catalogue } from "../knowledge/catalogue.ts";
import type { CauseId } from "../knowledge/causes.ts";
import type { Beliefs, Clue } from "./belief.ts";
import type { Evidence, Explanation, Step } from "./model.ts";
import { ownerNow } from "./owner-now.ts";

/** A clue that changes the odds by less than this is not worth a sentence. */
const worthSaying = 1.25;

export function createExplain(catalogue: Catalogue, beliefs: Beliefs) {
	const { causes, repairs } = catalogue;

	/** How much likelier the clue is under this cause than under the others, as they were believed without it. */
	const oddsOf = ({ likelihood }: Clue, weights: Float64Array, cause: number): number => {
		let others = 0;
		let mass = 0;
		for (let at = 0; at < weights.length; at++) {
			const without = (weights[at] ?? 0) / Math.max(likelihood[at] ?? 0, Number.MIN_VALUE);
			if (at === cause) continue;
			others += weights[at] ?? 0;
			mass += without;
		}
		return others === 0 ? 1 : ((likelihood[cause] ?? 0) * mass) / others;
	};

	const explainCause = (log: readonly Evidence[], cause: CauseId): Explanation => {
		const at = causes.findIndex(({ id }) => id === cause);
		const weights = beliefs.weights(log);
		const odds = beliefs.clues(log).map((clue) => ({ evidence: clue.evidence, odds: oddsOf(clue, weights, at) }));
		const strongest = odds.toSorted((a, b) => b.odds - a.odds);
		return {
			cause,
			owner: ownerNow(catalogue, log, cause),
			probability: weights[at] ?? 0,
			because: strongest.filter((clue) => clue.odds >= worthSaying).map(({ evidence }) => evidence),
			despite: strongest
				.filter((clue) => clue.odds <= 1 / worthSaying)
				.map(({ evidence }) => evidence)
				.reverse(),
		};
	};

	/** All causes, likeliest first, or one. */
	const explain = (log: readonly Evidence[], cause?: CauseId): readonly Explanation[] =>
		(cause === undefined ? beliefs.ranked(log).map((row) => row.cause) : [cause]).map((id) => explainCause(log, id));

	/** The causes a step is about: those a repair mends, the two a question weighs against each other, the one behind a hand-off. */
	const explainStep = (log: readonly Evidence[], step: Step): readonly Explanation[] => {
		switch (step.kind) {
			case "handOff":
				return explain(log, step.cause);
			case "gate":
				return [];
			case "ask":
				return explain(log).slice(0, 2);
			case "try": {
				const fixes = repairs.find(({ id }) => id === step.repair)?.fixes ?? {};
				return explain(log).filter(({ cause }) => fixes[cause] !== undefined);
			}
		}
	};

	return { explain, explainStep };
}
