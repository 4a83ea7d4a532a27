import { describe, expect, it } from "vitest";
import { addReading, isDue, known, noReadings, type Pace } from "../../../dialogs/status/readings.ts";
import type { StatusReport } from "../../../dialogs/status/report.ts";

const pace: Pace = { pollMs: 10, maxAgeMs: 100, restMs: 30, maxRestMs: 200, maxFailures: 3 };
const fine: StatusReport = { kind: "operational", asOf: 0 };
const failure: StatusReport = { kind: "unavailable", reason: "timeout" };
const failing = (times: number) =>
	Array.from({ length: times }).reduce<typeof noReadings>((readings) => addReading(readings, failure, 0), addReading(noReadings, fine, 0));

describe("known", () => {
	it.each([
		{ why: "nothing was read yet", readings: noReadings, now: 0, report: { kind: "unavailable", reason: "timeout" } },
		{ why: "a reading keeps its age", readings: addReading(noReadings, fine, 0), now: 100, report: fine },
		{
			why: "too old to trust",
			readings: addReading(noReadings, fine, 0),
			now: 101,
			report: { kind: "unavailable", reason: "stale", lastGood: 0 },
		},
		{ why: "never fine from a failure", readings: failing(1), now: 1, report: { ...failure, lastGood: 0 } },
		{
			why: "well again",
			readings: addReading(failing(2), { kind: "operational", asOf: 5 }, 5),
			now: 6,
			report: { kind: "operational", asOf: 5 },
		},
	])("says what the readings bear out: $why", ({ readings, now, report }) => {
		expect(known(readings, pace, now)).toEqual(report);
	});
});

describe("isDue", () => {
	it.each([
		{ why: "at once", readings: noReadings, now: 0, due: true },
		{ why: "not while fresh", readings: addReading(noReadings, fine, 0), now: 9, due: false },
		{ why: "after the interval", readings: addReading(noReadings, fine, 0), now: 10, due: true },
		{ why: "a few failures change nothing", readings: failing(2), now: 10, due: true },
		{ why: "then the page is left alone", readings: failing(3), now: 29, due: false },
		{ why: "until it is tried again", readings: failing(3), now: 30, due: true },
		{ why: "twice as long after each failure", readings: failing(4), now: 59, due: false },
		{ why: "but never longer than the limit", readings: failing(40), now: 200, due: true },
		{ why: "a clock that was set back does not stop it", readings: addReading(noReadings, fine, 1_000), now: 500, due: true },
	])("knows when to look again: $why", ({ readings, now, due }) => {
		expect(isDue(readings, pace, now)).toBe(due);
	});
});
