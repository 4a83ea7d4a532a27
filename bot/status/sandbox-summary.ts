// The sandbox in Statuspage v2 format, as such a page would say it.

import type { Instant } from "../../dialogs/status/report.ts";
import copy from "../../locales/en/status.json" with { type: "json" };
import { type PartState, type SandboxPart, type SandboxState, sandboxParts } from "./sandbox-state.ts";

const words = copy.sandbox;
const pageId = "relinksandbox";
const hourMs = 60 * 60_000;

const componentStatus: Readonly<Record<PartState, string>> = {
	operational: "operational",
	degraded: "degraded_performance",
	outage: "major_outage",
	maintenance: "under_maintenance",
};
const impact = { degraded: "minor", outage: "critical", maintenance: "maintenance" } as const;

type Moment = { readonly url: string; readonly now: Instant };

/** `/api/v2/summary.json`. */
export const summaryOf = (state: SandboxState, { url, now }: Moment) => ({
	page: pageOf(state, url),
	components: sandboxParts.map((id) => componentOf(id, state)),
	incidents: incidentsOf(state, url),
	scheduled_maintenances: maintenancesOf(state, { url, now }),
	status: statusOf(state),
});

/** `/api/v2/incidents/unresolved.json`. */
export const unresolvedOf = (state: SandboxState, { url }: Moment) => ({ page: pageOf(state, url), incidents: incidentsOf(state, url) });

/** `/api/v2/scheduled-maintenances/active.json`. */
export const activeMaintenanceOf = (state: SandboxState, moment: Moment) => ({
	page: pageOf(state, moment.url),
	scheduled_maintenances: maintenancesOf(state, moment),
});

const pageOf = (state: SandboxState, url: string) => ({
	id: pageId,
	name: words.pageName,
	url,
	time_zone: "Etc/UTC",
	updated_at: written(Math.max(...sandboxParts.map((id) => state[id].since))),
});

const statusOf = (state: SandboxState) => {
	const states = sandboxParts.map((id) => state[id].state);
	const indicator = indicatorOf(states);
	return { indicator, description: words.headline[indicator] };
};

const indicatorOf = (states: readonly PartState[]): keyof typeof words.headline => {
	if (states.every((state) => state === "outage")) return "critical";
	if (states.includes("outage")) return "major";
	if (states.includes("degraded")) return "minor";
	return states.includes("maintenance") ? "maintenance" : "none";
};

const componentOf = (id: SandboxPart, state: SandboxState) => ({
	id,
	name: words.components[id],
	status: componentStatus[state[id].state],
	created_at: written(0),
	updated_at: written(state[id].since),
	position: sandboxParts.indexOf(id) + 1,
	description: null,
	showcase: false,
	start_date: null,
	group_id: null,
	page_id: pageId,
	group: false,
	only_show_if_degraded: false,
});

const incidentsOf = (state: SandboxState, url: string) =>
	sandboxParts.flatMap((id) => {
		const { state: now } = state[id];
		return now === "degraded" || now === "outage" ? [{ ...happeningOf(id, state, now), shortlink: url, status: "investigating" }] : [];
	});

/** Planned hour by hour: a maintenance that nobody ended goes on for another hour. */
const maintenancesOf = (state: SandboxState, { url, now }: Moment) =>
	sandboxParts
		.filter((id) => state[id].state === "maintenance")
		.map((id) => {
			const { since } = state[id];
			const until = since + (Math.floor(Math.max(0, now - since) / hourMs) + 1) * hourMs;
			const planned = { scheduled_for: written(since), scheduled_until: written(until) };
			return { ...happeningOf(id, state, "maintenance"), ...planned, shortlink: url, status: "in_progress" };
		});

const happeningOf = (id: SandboxPart, state: SandboxState, kind: keyof typeof impact) => {
	const at = written(state[id].since);
	const happening = `${id}-${state[id].since}`;
	const status = kind === "maintenance" ? "in_progress" : "investigating";
	return {
		id: happening,
		name: words.happening[kind],
		impact: impact[kind],
		created_at: at,
		updated_at: at,
		started_at: at,
		monitoring_at: null,
		resolved_at: null,
		page_id: pageId,
		incident_updates: [
			{
				id: `${happening}-1`,
				status,
				body: words.happening[kind],
				incident_id: happening,
				created_at: at,
				updated_at: at,
				display_at: at,
				affected_components: [{ code: id, name: words.components[id], old_status: "operational", new_status: componentStatus[kind] }],
			},
		],
		components: [componentOf(id, state)],
	};
};

const written = (instant: Instant): string => new Date(instant).toISOString();
