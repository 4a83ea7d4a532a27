// Merchants as a sensor: hears whose trouble points to the back office, and lets each turn know when several report the same.
// Kept in memory, by each process for itself: a sign that some minutes make stale needs no store.

import type { ConversationState } from "../../dialogs/conversation.ts";
import type { Decide } from "../../dialogs/decide.ts";
import { symptomOf } from "../../dialogs/diagnosis/sensors.ts";
import { addReport, noReports, suspect } from "../../dialogs/status/outage-detector.ts";

const symptomIn = ({ troubleshooting }: ConversationState): string | null =>
	troubleshooting === null ? null : symptomOf(troubleshooting.evidence);

/** The same decisions, with the fact that others report the same trouble where that is so. */
export const withReports = (decide: Decide): Decide => {
	let reports = noReports;
	return (state, event, facts, now) => {
		const turn = decide(state, event, { ...facts, reported: suspect(reports, now) }, now);
		const symptom = symptomIn(turn.state);
		if (event.kind === "merchantSaid" && turn.state.phase !== "resolved" && symptom !== null)
			reports = addReport(reports, { merchant: state.caseId, symptom, at: now });
		return turn;
	};
};
