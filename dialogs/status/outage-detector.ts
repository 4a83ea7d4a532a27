// Merchants as a sensor (bot/status/reports.ts feeds it): when several of them, independently, report the same symptom within minutes, something behind
// all of them is likely to be broken, whatever the status page says. State in, state out.

import type { Instant } from "./report.ts";

/** One merchant's trouble: `merchant` is whatever tells merchants apart, `symptom` what the terminal shows. */
export type Report = { readonly merchant: string; readonly symptom: string; readonly at: Instant };

/** Reports inside the window, oldest first. */
export type Reports = readonly Report[];

export type Suspicion = {
	readonly symptom: string;
	readonly merchants: number;
	/** The earliest of the reports. */
	readonly since: Instant;
};

const windowMs = 10 * 60_000;
const merchantsNeeded = 3;
/** More than this in ten minutes adds nothing to the verdict. */
const maxReports = 1_000;

export const noReports: Reports = [];

/** The reports with this one added; a merchant who repeats a symptom still counts once, from the first time, and changes nothing. */
export const addReport = (reports: Reports, report: Report): Reports => {
	const { merchant, symptom, at } = report;
	const isKnown = reports.some((known) => known.merchant === merchant && known.symptom === symptom && isRecent(known, at));
	return isKnown ? reports : [...recent(reports, at), report].slice(-maxReports);
};

/** What enough merchants agree on right now, most widely reported first. */
export const suspect = (reports: Reports, now: Instant): readonly Suspicion[] => {
	const current = recent(reports, now);
	return [...new Set(current.map(({ symptom }) => symptom))]
		.map((symptom) => ({ symptom, times: current.filter((report) => report.symptom === symptom).map(({ at }) => at) }))
		.filter(({ times }) => times.length >= merchantsNeeded)
		.map(({ symptom, times }) => ({ symptom, merchants: times.length, since: Math.min(...times) }))
		.sort((a, b) => b.merchants - a.merchants);
};

const recent = (reports: Reports, now: Instant): Reports => reports.filter((report) => isRecent(report, now));

const isRecent = ({ at }: Report, now: Instant): boolean => now - at < windowMs && at <= now;
