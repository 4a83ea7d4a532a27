// What is known of a status page from its last readings: how old it may be, when to look again, and when to leave the
// page alone because it keeps failing. Pure; the monitor keeps one of these.

import type { Instant, StatusReport } from "./report.ts";

type Unavailable = Extract<StatusReport, { kind: "unavailable" }>;
type Good = Exclude<StatusReport, Unavailable>;

export type Readings = {
	readonly good: Good | null;
	/** Why the very last reading failed, if it did. */
	readonly failure: Unavailable | null;
	/** In a row. */
	readonly failures: number;
	readonly readAt: Instant | null;
};

export const noReadings: Readings = { good: null, failure: null, failures: 0, readAt: null };

export type Pace = {
	/** Between two readings in the background, and the age up to which a report is given without asking again. */
	readonly pollMs: number;
	/** A report older than this is no evidence. */
	readonly maxAgeMs: number;
	/** How long a page is left alone once it failed `maxFailures` times in a row; doubles with each further failure. */
	readonly restMs: number;
	readonly maxRestMs: number;
	readonly maxFailures: number;
};

/** The readings with one more. */
export const addReading = (readings: Readings, report: StatusReport, now: Instant): Readings =>
	report.kind === "unavailable"
		? { ...readings, failure: report, failures: readings.failures + 1, readAt: now }
		: { good: report, failure: null, failures: 0, readAt: now };

/** What can be said without looking again. A page whose last reading failed is not known, however good it was before. */
export const known = ({ good, failure }: Readings, pace: Pace, now: Instant): StatusReport => {
	if (failure !== null) return good === null ? failure : { ...failure, lastGood: good.asOf };
	if (good === null) return { kind: "unavailable", reason: "timeout" };
	return now - good.asOf <= pace.maxAgeMs ? good : { kind: "unavailable", reason: "stale", lastGood: good.asOf };
};

/** Whether it is time to look again. A clock that was set back is no reason to wait. */
export const isDue = ({ readAt, failures }: Readings, pace: Pace, now: Instant): boolean => {
	if (readAt === null || now < readAt) return true;
	return now - readAt >= (failures < pace.maxFailures ? pace.pollMs : Math.max(pace.pollMs, restMs(failures, pace)));
};

const restMs = (failures: number, pace: Pace): number => Math.min(pace.restMs * 2 ** (failures - pace.maxFailures), pace.maxRestMs);
