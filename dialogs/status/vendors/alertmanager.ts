// Alertmanager: only what is wrong is listed, in labels that each house chooses for itself.

import { type Condition, conditionIn, type Page, type Part } from "../interpret.ts";
import type { Instant } from "../report.ts";

export type Alert = {
	readonly labels: Readonly<Record<string, string>>;
	readonly startsAt?: Instant | undefined;
	readonly status?: { readonly state?: string | undefined } | undefined;
};

const ofSeverity: Readonly<Record<string, Condition>> = {
	critical: "outage",
	page: "outage",
	error: "outage",
	major: "outage",
	warning: "degraded",
	minor: "degraded",
	info: "operational",
	none: "operational",
};
/** Labels that say which part it is, best first; any of them may be watched. */
const namingLabels = ["component", "service", "job", "instance", "alertname"];
/** Fire always, by design: they prove that alerting itself is alive. */
const heartbeatAlerts = ["Watchdog", "DeadMansSwitch", "InfoInhibitor"];

/** Silenced and inhibited alerts were taken out of the picture by their operators, so they are here too. */
export const readAlertmanager = (alerts: readonly Alert[], asOf: Instant): Page => ({
	asOf,
	listsOnlyTrouble: true,
	parts: alerts
		.filter(({ labels, status }) => status?.state !== "suppressed" && !heartbeatAlerts.includes(labels.alertname ?? ""))
		.map(partOf),
});

const partOf = ({ labels, startsAt }: Alert): Part => {
	const severity = labels.severity?.toLowerCase();
	const names = namingLabels.flatMap((label) => labels[label] ?? []);
	return {
		names,
		title: names[0] ?? "Alertmanager",
		condition: severity === undefined ? "degraded" : conditionIn(ofSeverity, severity),
		since: startsAt,
	};
};
