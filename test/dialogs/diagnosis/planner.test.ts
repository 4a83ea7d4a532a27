import { describe, expect, it } from "vitest";
import { runEnsemble } from "../../../bench/diagnosis/ensemble.ts";
import { evaluate } from "../../../bench/diagnosis/evaluate.ts";
import { policies } from "../../../bench/diagnosis/policies.ts";
import { runProduct } from "../../../bench/diagnosis/product.ts";
import { randomModel, seeded } from "../../../bench/diagnosis/random-models.ts";
import { createArena, opening } from "../../../dialogs/diagnosis/arena.ts";
import { solve } from "../../../dialogs/diagnosis/exact.ts";
import type { Model } from "../../../dialogs/diagnosis/model.ts";
import { createPlanner } from "../../../dialogs/diagnosis/planner.ts";
import { createSequencer } from "../../../dialogs/diagnosis/sequence.ts";
import { jensen } from "./jensen.ts";

const cost = (model: Model, name: keyof typeof policies): number => {
	const arena = createArena(model);
	return evaluate({ policy: policies[name](arena), truth: arena, belief: arena, negligible: 0 }).minutes;
};

describe("planner", () => {
	it("finds 1.45 for Jensen's four faults, where greedy takes 1.50", () => {
		expect(cost(jensen, "relink")).toBeCloseTo(1.45, 12);
		expect(cost(jensen, "twoStep")).toBeCloseTo(1.45, 12);
		expect(cost(jensen, "pc")).toBeCloseTo(1.5, 12);
	});

	it("stays within 0.5 % of the optimum on average and 3 % at worst, ahead of the published policies", () => {
		const [relink, sacso, pc] = runEnsemble(["relink", "sacso", "pc"], 8);
		expect(relink?.mean).toBeLessThanOrEqual(1.005);
		expect(relink?.max).toBeLessThanOrEqual(1.03);
		expect(relink?.mean).toBeLessThanOrEqual(sacso?.mean ?? 0);
		expect(sacso?.mean).toBeLessThan(pc?.mean ?? 0);
	});

	it("never beats the optimum: both are measured alike", () => {
		const random = seeded(7);
		for (let count = 0; count < 5; count++) {
			const model = randomModel(random);
			const arena = createArena(model);
			expect(cost(model, "relink")).toBeGreaterThanOrEqual((solve(arena, opening(arena), 1e7)?.minutes ?? 0) - 1e-9);
		}
	});

	it("hands off at once when nothing helps, and when a person costs nothing", () => {
		const helpless: Model = { ...jensen, repairs: [] };
		expect(createPlanner(createArena(helpless))(opening(createArena(helpless)))).toEqual({ kind: "handOff" });
		const free = createArena({ ...jensen, handOffMinutes: 0.01 });
		expect(createPlanner(free)(opening(free))).toEqual({ kind: "handOff" });
	});

	it("gives back the flags it borrows", () => {
		const arena = createArena(randomModel(seeded(3)));
		const situation = opening(arena);
		createPlanner(arena, { beam: 9, leaves: 0, exactStates: 0 })(situation);
		expect(situation).toEqual(opening(arena));
	});
});

describe("sequence", () => {
	it("goes on although the next repair alone is not worth it, when two are", () => {
		const two: Model = {
			causes: ["a", "b", "c"].map((id, at) => ({ id, prior: [0.45, 0.45, 0.1][at] ?? 0 })),
			repairs: ["a", "b"].map((id) => ({ id, minutes: 0.5, fixes: { [id]: 1 } })),
			questions: [],
			handOffMinutes: 1,
		};
		const arena = createArena(two);
		expect(createSequencer(arena).minutes(arena.prior, new Uint8Array([1, 1]))).toBeCloseTo(0.875, 12);
	});
});

describe("the whole catalogue", () => {
	it("takes at most half the article's minutes, and less than calling a person at once", () => {
		const { rows } = runProduct(1e-3);
		const minutes = Object.fromEntries(rows.map((row) => [row.policy, row.minutes]));
		expect(minutes.relink).toBeLessThanOrEqual((minutes.article ?? 0) / 2);
		expect(minutes.relink).toBeLessThan(minutes.person ?? 0);
		expect(rows[0]?.steps).toBeLessThan(7);
	});
});
