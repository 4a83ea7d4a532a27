// A status report as a message to the merchant: always with its age, and never "operational" from a failure.

import { assertNever } from "../assert-never.ts";
import type { Choice, Reply, Sentence } from "../conversation.ts";
import type { StatusReport } from "../status/report.ts";

const choices: readonly Choice[] = [
	{ id: "watch", key: "status.choices.watch" },
	{ id: "goOn", key: "status.choices.goOn" },
	{ id: "human", key: "status.choices.human" },
];

/** One sentence: how the back office is, and as of when. */
export const statusSentence = (report: StatusReport): Sentence => {
	switch (report.kind) {
		case "operational":
			return { key: "status.operational", params: { asOf: report.asOf } };
		case "degraded":
			return { key: "status.degraded", params: { asOf: report.asOf, components: report.components } };
		case "outage":
			return report.since === undefined
				? { key: "status.outage", params: { asOf: report.asOf, components: report.components } }
				: { key: "status.outageSince", params: { asOf: report.asOf, since: report.since, components: report.components } };
		case "maintenance":
			return report.until === undefined
				? { key: "status.maintenance", params: { asOf: report.asOf } }
				: { key: "status.maintenanceUntil", params: { asOf: report.asOf, until: report.until } };
		case "unavailable":
			return report.lastGood === undefined
				? { key: "status.unavailable" }
				: { key: "status.unavailableSince", params: { lastGood: report.lastGood } };
		default:
			return assertNever(report);
	}
};

/** Whether the report by itself explains why a terminal cannot connect. */
export const isDown = (report: StatusReport): boolean => report.kind === "outage" || report.kind === "maintenance";

/** What a merchant is told when the back office is down: what, since when, how to keep selling, and what to do next. */
export const outageReply = (report: StatusReport): Reply => ({
	kind: "status",
	key: "status.meanwhile",
	before: [statusSentence(report)],
	choices,
});

/** The answer to "is your side down?". */
export const statusReply = (report: StatusReport): Reply => {
	if (isDown(report)) return outageReply(report);
	return {
		kind: "status",
		...statusSentence(report),
		choices: [{ id: "goOn", key: "flows.status.goOn" }, ...choices.filter(({ id }) => id === "human")],
	};
};
