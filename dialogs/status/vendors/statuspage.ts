// Statuspage v2 (and the pages that copy its format): components, unresolved incidents, maintenance under way.

import { type Condition, conditionIn, type Page, type Part } from "../interpret.ts";
import type { Instant } from "../report.ts";

type Component = { readonly id: string; readonly name: string; readonly status: string; readonly updated_at?: Instant | undefined };
type Happening = {
	readonly name: string;
	readonly status: string;
	readonly impact?: string | null | undefined;
	readonly started_at?: Instant | undefined;
	readonly created_at?: Instant | undefined;
	readonly scheduled_for?: Instant | undefined;
	readonly scheduled_until?: Instant | undefined;
	readonly components: readonly Component[];
};

export type StatuspageSummary = {
	readonly page: { readonly name: string };
	readonly status: { readonly indicator: string };
	readonly components: readonly (Component & { readonly group?: boolean | null | undefined })[];
	readonly incidents: readonly Happening[];
	readonly scheduled_maintenances: readonly Happening[];
};

/** A partial outage is broken for some and fine for the rest, so for one merchant it is a likelihood and no explanation. */
const ofComponent: Readonly<Record<string, Condition>> = {
	operational: "operational",
	degraded_performance: "degraded",
	partial_outage: "degraded",
	major_outage: "outage",
	under_maintenance: "maintenance",
};
const ofIndicator: Readonly<Record<string, Condition>> = {
	none: "operational",
	minor: "degraded",
	major: "outage",
	critical: "outage",
	maintenance: "maintenance",
};
/** Incidents that are being worked on; one that is being monitored has been mended, and the component says how it is. */
const unmended = ["investigating", "identified"];
const underWay = ["in_progress", "verifying"];

export const readStatuspage = (summary: StatuspageSummary, asOf: Instant): Page => {
	const components = summary.components.filter(({ group }) => group !== true);
	const incidents = summary.incidents.filter(({ status }) => unmended.includes(status));
	return {
		asOf,
		parts: components.map((component) => partOf(component, summary)),
		overall: {
			names: [],
			title: incidents[0]?.name ?? summary.page.name,
			condition: conditionIn(ofIndicator, summary.status.indicator),
			since: incidents[0] && beganAt(incidents[0]),
		},
	};
};

const partOf = (component: Component, summary: StatuspageSummary): Part => {
	const touches = ({ components }: Happening) => components.some(({ id }) => id === component.id);
	const maintenance = summary.scheduled_maintenances.find((happening) => underWay.includes(happening.status) && touches(happening));
	const incident = summary.incidents.find((happening) => unmended.includes(happening.status) && touches(happening));
	const own = conditionIn(ofComponent, component.status);
	const part = { names: [component.id, component.name], title: component.name };
	if (own !== "operational") return { ...part, condition: own, ...times(component, own === "maintenance" ? maintenance : incident) };
	if (incident !== undefined)
		return { ...part, condition: conditionIn(ofIndicator, incident.impact ?? "none"), ...times(component, incident) };
	if (maintenance !== undefined) return { ...part, condition: "maintenance", ...times(component, maintenance) };
	return { ...part, condition: "operational" };
};

const times = (component: Component, happening: Happening | undefined): Pick<Part, "since" | "until"> => ({
	since: happening === undefined ? component.updated_at : beganAt(happening),
	until: happening?.scheduled_until,
});

const beganAt = (happening: Happening): Instant | undefined => happening.scheduled_for ?? happening.started_at ?? happening.created_at;
