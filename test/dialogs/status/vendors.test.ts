import { describe, expect, it } from "vitest";
import { interpret } from "../../../dialogs/status/interpret.ts";
import { readAlertmanager } from "../../../dialogs/status/vendors/alertmanager.ts";
import { readHealthJson } from "../../../dialogs/status/vendors/health-json.ts";
import { readStatuspage, type StatuspageSummary } from "../../../dialogs/status/vendors/statuspage.ts";
import { readUptimeKuma } from "../../../dialogs/status/vendors/uptime-kuma.ts";

const asOf = 10_000_000;
const minute = 60_000;

describe("readStatuspage", () => {
	const gateway = (status: string) => ({ id: "c1", name: "Gateway", status, updated_at: asOf - 9 * minute });
	const page = (changes: Partial<StatuspageSummary>): StatuspageSummary => ({
		page: { name: "Back office" },
		status: { indicator: "none" },
		components: [gateway("operational")],
		incidents: [],
		scheduled_maintenances: [],
		...changes,
	});
	const incident = {
		name: "Cards fail",
		status: "identified",
		impact: "critical",
		started_at: asOf - 5 * minute,
		components: [gateway("operational")],
	};
	const planned = {
		name: "Upgrade",
		status: "in_progress",
		scheduled_for: asOf - minute,
		scheduled_until: asOf + minute,
		components: [gateway("operational")],
	};
	const broken = { components: ["Gateway"], asOf };

	it.each([
		{
			why: "a component without an incident is down since it was changed",
			changes: { components: [gateway("major_outage")] },
			report: { kind: "outage", since: asOf - 9 * minute, ...broken },
		},
		{
			why: "with an incident, since that began",
			changes: { components: [gateway("major_outage")], incidents: [incident] },
			report: { kind: "outage", since: asOf - 5 * minute, ...broken },
		},
		{
			why: "nobody switched the component, but the incident names it",
			changes: { incidents: [incident] },
			report: { kind: "outage", since: asOf - 5 * minute, ...broken },
		},
		{
			why: "an incident that is only being monitored is over",
			changes: { incidents: [{ ...incident, status: "monitoring" }] },
			report: { kind: "operational", asOf },
		},
		{
			why: "work under way that names the component",
			changes: { scheduled_maintenances: [planned] },
			report: { kind: "maintenance", since: asOf - minute, until: asOf + minute, ...broken },
		},
		{
			why: "work that is still to come",
			changes: { scheduled_maintenances: [{ ...planned, status: "scheduled" }] },
			report: { kind: "operational", asOf },
		},
		{
			why: "only the whole is called bad",
			changes: { status: { indicator: "critical" } },
			report: { kind: "outage", components: ["Back office"], asOf },
		},
		{
			why: "only the whole is called bad, with an incident on no component",
			changes: { status: { indicator: "minor" }, incidents: [{ ...incident, components: [] }] },
			report: { kind: "degraded", since: asOf - 5 * minute, components: ["Cards fail"], asOf },
		},
		{ why: "a word nobody knows", changes: { components: [gateway("wobbly")] }, report: { kind: "unavailable", reason: "malformed" } },
		{
			why: "a word that is a trap",
			changes: { components: [gateway("constructor")] },
			report: { kind: "unavailable", reason: "malformed" },
		},
	])("reads the page: $why", ({ changes, report }) => {
		expect(interpret(readStatuspage(page(changes), asOf), [])).toEqual(report);
	});
});

describe("readHealthJson", () => {
	const at = { host: "pay.example", asOf };

	it.each([
		{ why: "ok is another word for pass", health: { status: "OK", checks: {} }, status: 200, kind: "operational" },
		{ why: "error is another word for fail", health: { status: "error", checks: {} }, status: 200, kind: "outage" },
		{ why: "a failing answer outranks a passing word", health: { status: "pass", checks: {} }, status: 503, kind: "outage" },
		{
			why: "a check without a word of its own is not judged",
			health: { status: "pass", checks: { uptime: [{}] } },
			status: 200,
			kind: "operational",
		},
		{ why: "a word nobody knows", health: { status: "fine-ish", checks: {} }, status: 200, kind: "unavailable" },
	])("reads the endpoint: $why", ({ health, status, kind }) => {
		expect(interpret(readHealthJson(health, status, at), []).kind).toBe(kind);
	});

	it("names the checks that fail, or the service when none does", () => {
		const checks = { "acquirer:responseTime": [{ status: "fail" }], "db:connections": [{ status: "pass" }] };
		expect(interpret(readHealthJson({ status: "fail", checks }, 200, at), [])).toMatchObject({ components: ["acquirer"] });
		expect(interpret(readHealthJson({ status: "fail", checks: {} }, 200, at), [])).toMatchObject({ components: ["pay.example"] });
	});
});

describe("readUptimeKuma", () => {
	const page = { publicGroupList: [{ name: "Payments", monitorList: [{ id: 7, name: "Gateway" }] }] };
	const read = (beats: readonly { status: number; time: number | undefined }[]) =>
		interpret(readUptimeKuma(page, { heartbeatList: { "7": beats } }, { asOf, maxAgeMs: 15 * minute }), []);

	it("counts an outage from the first heartbeat of the unbroken row", () => {
		const beats = [4, 3, 2, 1].map((ago) => ({ status: ago === 4 ? 1 : 0, time: asOf - ago * minute }));
		expect(read(beats)).toEqual({ kind: "outage", asOf, components: ["Gateway"], since: asOf - 3 * minute });
	});

	it.each([
		{ why: "the last heartbeat is old", beats: [{ status: 1, time: asOf - 16 * minute }] },
		{ why: "there is no heartbeat", beats: [] },
		{ why: "the heartbeat has no time", beats: [{ status: 1, time: undefined }] },
		{ why: "the state is not one of Kuma's", beats: [{ status: 9, time: asOf }] },
	])("does not know when $why", ({ beats }) => {
		expect(read(beats)).toEqual({ kind: "unavailable", reason: "malformed" });
	});
});

describe("readAlertmanager", () => {
	it.each([
		{ why: "no severity is a likelihood", labels: { alertname: "A", job: "gateway" }, kind: "degraded" },
		{ why: "critical", labels: { alertname: "A", job: "gateway", severity: "Critical" }, kind: "outage" },
		{ why: "for information", labels: { alertname: "A", job: "gateway", severity: "info" }, kind: "operational" },
		{ why: "the alert that always fires", labels: { alertname: "Watchdog", severity: "critical" }, kind: "operational" },
		{ why: "a severity nobody knows", labels: { alertname: "A", severity: "purple" }, kind: "unavailable" },
	])("reads alerts: $why", ({ labels, kind }) => {
		expect(interpret(readAlertmanager([{ labels }], asOf), []).kind).toBe(kind);
	});

	it("leaves out what its operators silenced", () => {
		const alert = { labels: { alertname: "A", severity: "critical" }, status: { state: "suppressed" } };
		expect(interpret(readAlertmanager([alert], asOf), [])).toEqual({ kind: "operational", asOf });
	});
});
