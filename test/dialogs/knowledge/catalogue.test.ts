import { describe, expect, it } from "vitest";
import { catalogue } from "../../../dialogs/knowledge/catalogue.ts";
import { historyLikelihoods } from "../../../dialogs/knowledge/likelihoods/history.ts";
import type { LikelihoodTable } from "../../../dialogs/knowledge/likelihoods/likelihood-table.ts";
import { networkLikelihoods } from "../../../dialogs/knowledge/likelihoods/network.ts";
import { screenLikelihoods } from "../../../dialogs/knowledge/likelihoods/screen.ts";

const tables: Readonly<Record<string, LikelihoodTable>> = { ...screenLikelihoods, ...networkLikelihoods, ...historyLikelihoods };
const causeIds: readonly string[] = catalogue.causes.map(({ id }) => id);
const repairIds: readonly string[] = catalogue.repairs.map(({ id }) => id);

describe("catalogue", () => {
	it("is complete: 41 causes, 26 questions, 20 repairs, 35 codes", () => {
		const { causes, questions, repairs, codes } = catalogue;
		expect([causes.length, questions.length, repairs.length, Object.keys(codes).length]).toEqual([41, 26, 20, 35]);
	});

	it("has ids once and priors that sum to the domain's 128", () => {
		expect(new Set(causeIds).size).toBe(causeIds.length);
		expect(catalogue.causes.reduce((sum, { prior }) => sum + prior, 0)).toBeCloseTo(128, 6);
	});

	it.each(catalogue.causes)("says where $id comes from, and where it escalates to", ({ sources, escalation }) => {
		expect(sources.length).toBeGreaterThan(0);
		if (escalation?.when.kind === "afterFailed") expect(repairIds).toEqual(expect.arrayContaining([...escalation.when.repairs]));
	});

	it.each(catalogue.repairs)("mends with $id only causes that exist, with a real chance", ({ fixes }) => {
		expect(causeIds).toEqual(expect.arrayContaining(Object.keys(fixes)));
		for (const chance of Object.values(fixes)) expect(chance > 0 && chance <= 1).toBe(true);
	});

	it.each(catalogue.questions)("has a row for every cause under $id, or it is a gate", ({ id, answers, likelihood, gate }) => {
		expect(likelihood === null).toBe(gate !== undefined);
		for (const cause of likelihood === null ? [] : causeIds) {
			const row = likelihood?.[cause] ?? [];
			expect(row).toHaveLength(answers.length);
			expect(row.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
			expect(Math.min(...row), `${id} never rules ${cause} out`).toBeGreaterThan(0);
		}
	});

	it.each(Object.entries(tables))("writes percent for %s", (_, { usual, except }) => {
		for (const row of [usual, ...Object.values(except)]) {
			expect(Math.abs(row.reduce((sum, percent) => sum + percent, 0) - 100)).toBeLessThanOrEqual(1);
		}
	});

	it.each(Object.entries(catalogue.codes))("points code %s at causes that can show it", (_, { layer, causes }) => {
		for (const cause of causes) {
			const host = catalogue.causes.find(({ id }) => id === cause)?.host;
			if (layer !== "unknownOutcome") expect(host).not.toBe("never");
			expect(causeIds).toContain(cause);
		}
	});

	it.each(catalogue.questions.filter(({ expiresAfter }) => expiresAfter !== undefined))(
		"lets $id expire only after repairs that exist",
		(row) => {
			expect(repairIds).toEqual(expect.arrayContaining([...(row.expiresAfter ?? [])]));
		},
	);
});
