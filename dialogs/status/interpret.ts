// From the parts of any status page to one report: which parts count, which of them is worst, and since when.

import type { Instant, StatusReport } from "./report.ts";

/** From best to worst. A part whose state is not known is no reason to worry, but "operational" can no longer be said. */
const conditions = ["operational", "unknown", "degraded", "maintenance", "outage"] as const;

export type Condition = (typeof conditions)[number];

/** A vendor's word in our words. Pages send what they like, `__proto__` included, so only the table's own rows count. */
export const conditionIn = (table: Readonly<Record<string, Condition>>, word: string | number): Condition =>
	(Object.hasOwn(table, word) ? table[word] : undefined) ?? "unknown";

/** One line of a status page, in our words. */
export type Part = {
	/** What STATUS_COMPONENTS may call it: its id, its name, its labels. */
	readonly names: readonly string[];
	/** As the page spells it; merchants read this. */
	readonly title: string;
	readonly condition: Condition;
	readonly since?: Instant | undefined;
	readonly until?: Instant | undefined;
};

export type Page = {
	readonly asOf: Instant;
	readonly parts: readonly Part[];
	/** The page's word on the whole, where it has one; heard only when no part is in trouble and no part was singled out. */
	readonly overall?: Part;
	/** Alert lists name only what is broken; on every other page a part that is not there is a mistake. */
	readonly listsOnlyTrouble?: boolean;
};

/**
 * The worst of the parts that carry payments (`watched` names or ids, all when empty). A page that lacks one of them
 * cannot vouch for it: trouble elsewhere is still told, but never "operational".
 */
export const interpret = (page: Page, watched: readonly string[]): StatusReport => {
	const wanted = watched.map(fold);
	const parts = wanted.length === 0 ? page.parts : page.parts.filter((part) => part.names.some((name) => wanted.includes(fold(name))));
	const report = worstOf(parts, page.asOf);
	if (report.kind !== "operational") return report;
	if (wanted.length === 0) {
		if (page.overall !== undefined) return worstOf([page.overall], page.asOf);
		return page.parts.length > 0 || page.listsOnlyTrouble === true ? report : notUnderstood;
	}
	return page.listsOnlyTrouble === true || lists(page.parts, wanted) ? report : notUnderstood;
};

const notUnderstood: StatusReport = { kind: "unavailable", reason: "malformed" };

const lists = (parts: readonly Part[], wanted: readonly string[]): boolean => {
	const listed = new Set(parts.flatMap(({ names }) => names.map(fold)));
	return wanted.every((name) => listed.has(name));
};

const fold = (name: string): string => name.normalize("NFKC").trim().toLowerCase();

const worstOf = (parts: readonly Part[], asOf: Instant): StatusReport => {
	const worst = conditions.findLast((condition) => parts.some((part) => part.condition === condition)) ?? "operational";
	if (worst === "operational") return { kind: worst, asOf };
	if (worst === "unknown") return notUnderstood;
	const affected = parts.filter(({ condition }) => condition === worst);
	const components = [...new Set(affected.map(({ title }) => title))];
	const began = affected.flatMap(({ since }) => since ?? []);
	const trouble = { asOf, components, ...(began.length > 0 && { since: Math.min(...began) }) };
	if (worst !== "maintenance") return { kind: worst, ...trouble };
	const ends = affected.flatMap(({ until }) => until ?? []);
	return { kind: worst, ...trouble, ...(ends.length > 0 && { until: Math.max(...ends) }) };
};
