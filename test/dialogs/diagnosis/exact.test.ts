import { describe, expect, it } from "vitest";
import { randomModel, seeded } from "../../../bench/diagnosis/random-models.ts";
import { type Arena, afterAnswer, afterFailure, createArena, opening, type Situation, sum } from "../../../dialogs/diagnosis/arena.ts";
import { solve, stateCount } from "../../../dialogs/diagnosis/exact.ts";
import type { Model } from "../../../dialogs/diagnosis/model.ts";
import { jensen } from "./jensen.ts";

/** The optimum read off its definition: no memory, no bounds, no cleverness. */
function byDefinition(arena: Arena, { weights, repairs, questions }: Situation): number {
	const mass = sum(weights);
	const options = [mass * arena.handOffMinutes];
	repairs.forEach((open, at) => {
		if (!open) return;
		const rest = { weights: afterFailure(arena, weights, at), repairs: repairs.with(at, 0), questions };
		options.push(mass * (arena.repairMinutes[at] ?? 0) + byDefinition(arena, rest));
	});
	questions.forEach((open, at) => {
		if (!open) return;
		const rest = (arena.answers[at] ?? []).map((row) => ({
			weights: afterAnswer(weights, row),
			repairs,
			questions: questions.with(at, 0),
		}));
		options.push(mass * (arena.questionMinutes[at] ?? 0) + rest.reduce((total, next) => total + byDefinition(arena, next), 0));
	});
	return Math.min(...options);
}

const small = (model: Model): Model => ({ ...model, repairs: model.repairs.slice(0, 3), questions: model.questions.slice(0, 2) });

describe("solve", () => {
	it("is the optimum by definition on random small models", () => {
		const random = seeded(11);
		for (let count = 0; count < 25; count++) {
			const arena = createArena(small(randomModel(random)));
			expect(solve(arena, opening(arena), 1e6)?.minutes).toBeCloseTo(byDefinition(arena, opening(arena)), 9);
		}
	});

	it("starts Jensen's example with A3", () => {
		const arena = createArena(jensen);
		expect(solve(arena, opening(arena), 100)).toMatchObject({ move: { kind: "repair", at: 2 }, minutes: 1.45 });
	});

	it("refuses what is too large, by the number of states", () => {
		const arena = createArena(jensen);
		expect(stateCount(arena, opening(arena))).toBe(8);
		expect(solve(arena, opening(arena), 7)).toBeNull();
	});
});
