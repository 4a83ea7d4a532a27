import { describe, expect, it } from "vitest";
import { addReport, noReports, type Report, suspect } from "../../../dialogs/status/outage-detector.ts";

const minute = 60_000;
const report = (merchant: string, symptom: string, minutes: number): Report => ({ merchant, symptom, at: minutes * minute });
const all = (reports: readonly Report[]) => reports.reduce(addReport, noReports);

describe("suspect", () => {
	it.each([
		{
			why: "three merchants",
			reports: [report("a", "code97", 0), report("b", "code97", 1), report("c", "code97", 2)],
			symptoms: ["code97"],
		},
		{ why: "two are not enough", reports: [report("a", "code97", 0), report("b", "code97", 1)], symptoms: [] },
		{
			why: "one merchant three times is one merchant",
			reports: [report("a", "code97", 0), report("a", "code97", 1), report("a", "code97", 2)],
			symptoms: [],
		},
		{
			why: "different symptoms do not add up",
			reports: [report("a", "code97", 0), report("b", "noDial", 1), report("c", "code97", 2)],
			symptoms: [],
		},
		{
			why: "over too long a time",
			reports: [report("a", "code97", -10), report("b", "code97", 1), report("c", "code97", 2)],
			symptoms: [],
		},
		{
			why: "the widest first",
			reports: [..."abc"]
				.map((merchant) => report(merchant, "slow", 0))
				.concat([..."abcd"].map((merchant) => report(merchant, "code97", 1))),
			symptoms: ["code97", "slow"],
		},
	])("takes merchants who agree as a sign: $why", ({ reports, symptoms }) => {
		expect(suspect(all(reports), 5 * minute).map(({ symptom }) => symptom)).toEqual(symptoms);
	});

	it("counts merchants and dates the trouble from the first of them", () => {
		const reports = all([report("a", "code97", 1), report("b", "code97", 2), report("a", "code97", 3), report("c", "code97", 4)]);
		expect(suspect(reports, 5 * minute)).toEqual([{ symptom: "code97", merchants: 3, since: minute }]);
	});

	it("forgets, and stays small under a flood", () => {
		const reports = Array.from({ length: 5_000 }, (_, n) => report(`m${n}`, "code97", n / 5_000)).reduce(addReport, noReports);
		expect(reports.length).toBeLessThanOrEqual(1_000);
		expect(addReport(reports, report("late", "slow", 60))).toHaveLength(1);
	});
});
