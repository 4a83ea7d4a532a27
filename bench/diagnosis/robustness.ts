// What it costs the product's planner that the world is not as the catalogue says: regret against planning with the true numbers.

import { createArena } from "../../dialogs/diagnosis/arena.ts";
import type { Model } from "../../dialogs/diagnosis/model.ts";
import { createPlanner } from "../../dialogs/diagnosis/planner.ts";
import { evaluate } from "./evaluate.ts";
import { withUnknown, withWrongAnswers, withWrongPriors } from "./noise.ts";
import { productModel } from "./product.ts";
import { seeded } from "./random-models.ts";

export type Regret = {
	readonly world: string;
	/** Expected minutes in that world, planned with the catalogue's numbers. */
	readonly minutes: number;
	/** Share by which that exceeds planning with that world's own numbers. */
	readonly regret: number;
};

/** `belief`: the model updates are made with; `plan`: the one steps are chosen with. */
type World = { readonly world: string; readonly truth: Model; readonly belief: Model; readonly plan: Model };

/** Both policies are cut alike, so a coarse cut is fair. */
const coarse = 1e-4;
const draws = 5;

export function runRobustness(negligible = coarse): readonly Regret[] {
	const random = seeded(20250701);
	const priors = Array.from({ length: draws }, () => withWrongPriors(productModel, random)).map((wrong) => {
		return regretIn({ world: "priors", truth: productModel, belief: wrong, plan: wrong }, negligible);
	});
	const answers = { world: "wrongAnswers", truth: withWrongAnswers(productModel), belief: productModel, plan: productModel };
	const unknown = withUnknown(productModel);
	return [
		{ world: "priors", minutes: mean(priors.map(({ minutes }) => minutes)), regret: mean(priors.map(({ regret }) => regret)) },
		regretIn(answers, negligible),
		regretIn({ world: "dontKnow", truth: unknown, belief: unknown, plan: productModel }, negligible),
	];
}

function regretIn({ world, truth, belief, plan }: World, negligible: number): Regret {
	const real = createArena(truth);
	const minutes = evaluate({ policy: createPlanner(createArena(plan)), truth: real, belief: createArena(belief), negligible }).minutes;
	const knowing = evaluate({ policy: createPlanner(real), truth: real, belief: real, negligible }).minutes;
	return { world, minutes, regret: minutes / knowing - 1 };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
