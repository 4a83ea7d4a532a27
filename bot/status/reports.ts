// Merchants as a sensor: hears whose trouble points to the back office, and lets each turn know when several report the same.
// Kept in memory, by each process for itself: a sign that some minutes make stale needs no store.

import type { ConversationState } from "../../dialogs/conversation.ts";
import type { Decide } from "../../dialogs/decide.ts";
import { symptomOf } from "../../dialogs/diagnosis/sensors.ts";
import { addReport, noReports, type Reports, type Suspicion, suspect } from "../../dialogs/status/outage-detector.ts";
import type { Instant } from "../../dialogs/status/report.ts";

const symptomIn = ({ troubleshooting }: ConversationState): string | null =>
	troubleshooting === null ? null : symptomOf(troubleshooting.evidence);

/** What those reports said at that time. */
type Verdict = { readonly reports: Reports; readonly at: Instant; readonly reported: readonly Suspicion[] };

/** Reports leave their window of minutes by the second. */
const verdictMs = 1_000;

/** The same decisions, with the fact that others report the same trouble where that is so. */
export const withReports = (decide: Decide): Decide => {
	let reports = noReports;
	let verdict: Verdict = { reports, at: Number.NEGATIVE_INFINITY, reported: [] };
	const reportedBy = (now: Instant): readonly Suspicion[] => {
		const holds = verdict.reports === reports && now >= verdict.at && now - verdict.at < verdictMs;
		if (!holds) verdict = { reports, at: now, reported: suspect(reports, now) };
		return verdict.reported;
	};
	return (state, event, facts, now) => {
		const turn = decide(state, event, { ...facts, reported: reportedBy(now) }, now);
		const symptom = symptomIn(turn.state);
		if (event.kind === "merchantSaid" && turn.state.phase !== "resolved" && symptom !== null)
			reports = addReport(reports, { merchant: state.caseId, symptom, at: now });
		return turn;
	};
};
