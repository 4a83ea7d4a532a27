// health+json (draft-inadarei-api-health-check-06): one word for the whole, and a word for each check.

import { type Condition, conditionIn, type Page, type Part } from "../interpret.ts";
import type { Instant } from "../report.ts";

type Check = { readonly status?: string | undefined; readonly componentId?: string | undefined };

export type HealthJson = {
	readonly status: string;
	readonly serviceId?: string | undefined;
	readonly description?: string | undefined;
	readonly checks: Readonly<Record<string, readonly Check[]>>;
};

const ofStatus: Readonly<Record<string, Condition>> = {
	pass: "operational",
	ok: "operational",
	up: "operational",
	warn: "degraded",
	fail: "outage",
	error: "outage",
	down: "outage",
};

/** `answeredAs` is the HTTP status: 4xx and 5xx mean fail whatever the body says. `host` names a service without a name. */
export const readHealthJson = (health: HealthJson, answeredAs: number, { host, asOf }: { host: string; asOf: Instant }): Page => {
	const parts = Object.entries(health.checks).flatMap(([key, checks]) => checks.map((check) => partOf(key, check)));
	const condition = answeredAs >= 400 ? "outage" : conditionIn(ofStatus, health.status.toLowerCase());
	const overall = { names: [], title: health.description ?? health.serviceId ?? host, condition } as const;
	return { asOf, parts: answeredAs >= 400 && parts.every((part) => part.condition === "operational") ? parts.map(failed) : parts, overall };
};

/** `acquirer:responseTime` is a measurement of `acquirer`; either may be watched. */
const partOf = (key: string, check: Check): Part => {
	const component = key.split(":", 1)[0] ?? key;
	return {
		names: [key, component, ...(check.componentId === undefined ? [] : [check.componentId])],
		title: component,
		condition: check.status === undefined ? "operational" : conditionIn(ofStatus, check.status.toLowerCase()),
	};
};

const failed = (part: Part): Part => ({ ...part, condition: "outage" });
