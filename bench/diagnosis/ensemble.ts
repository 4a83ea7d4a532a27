// Every policy on many random models, as a ratio to the optimum.

import { createArena, opening } from "../../dialogs/diagnosis/arena.ts";
import { solve } from "../../dialogs/diagnosis/exact.ts";
import { evaluate } from "./evaluate.ts";
import { type PolicyName, policies } from "./policies.ts";
import { randomModel, seeded } from "./random-models.ts";

export type Ratios = { readonly policy: PolicyName; readonly mean: number; readonly max: number };

const ensembleSeed = 20250701;

export function runEnsemble(names: readonly PolicyName[], models: number, seed = ensembleSeed): readonly Ratios[] {
	const random = seeded(seed);
	const ratios = Array.from({ length: models }, () => ratiosOn(names, createArena(randomModel(random))));
	return names.map((policy, at) => {
		const own = ratios.map((row) => row[at] ?? Number.NaN);
		return { policy, mean: own.reduce((sum, ratio) => sum + ratio, 0) / models, max: Math.max(...own) };
	});
}

function ratiosOn(names: readonly PolicyName[], arena: ReturnType<typeof createArena>): readonly number[] {
	const optimum = solve(arena, opening(arena), Number.POSITIVE_INFINITY)?.minutes ?? Number.NaN;
	return names.map((name) => evaluate({ policy: policies[name](arena), truth: arena, belief: arena, negligible: 0 }).minutes / optimum);
}
