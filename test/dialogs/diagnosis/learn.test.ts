import { describe, expect, it } from "vitest";
import { proposePriors } from "../../../dialogs/diagnosis/learn.ts";
import { catalogue } from "../../../dialogs/knowledge/catalogue.ts";

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe("proposePriors", () => {
	it("changes nothing without cases", () => {
		for (const { before, after } of proposePriors(catalogue.causes, [])) expect(after).toBeCloseTo(before, 9);
	});

	it("moves half-way to what was counted when the cases weigh as much as the experts", () => {
		const [first] = proposePriors(
			catalogue.causes,
			Array.from({ length: 20 }, () => "simNoData" as const),
		);
		expect(first).toMatchObject({ cause: "simNoData", before: 6, cases: 20 });
		expect(first?.after).toBeCloseTo((6 + 128) / 2, 6);
	});

	it("keeps the sum, and keeps every cause possible", () => {
		const after = proposePriors(catalogue.causes, ["clockWrong", "routerFault", "routerFault"]).map((row) => row.after);
		expect(sum(after)).toBeCloseTo(128, 6);
		expect(Math.min(...after)).toBeGreaterThan(0);
	});
});
