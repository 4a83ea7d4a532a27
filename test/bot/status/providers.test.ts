import { expect, it } from "vitest";
import type { ProviderDeps } from "../../../bot/status/read-page.ts";
import { type StatusProviderId, statusProviderIds, statusProviders } from "../../../bot/status/registry.ts";
import { json, jsonByPath } from "../../contracts/status-pages.ts";
import { readAt, statusProviderContract, type VendorUnderTest } from "../../contracts/status-provider.contract.ts";

const minutesAgo = (minutes: number): string => new Date(readAt - minutes * 60_000).toISOString();

const statuspage = (gateway: string, wallet = "operational", indicator = "none") =>
	jsonByPath({
		"/api/v2/summary.json": {
			page: { id: "p", name: "Back office", url: "https://status.example", updated_at: minutesAgo(1) },
			status: { indicator, description: "" },
			components: [
				{ id: "c1", name: "Gateway", status: gateway, updated_at: minutesAgo(9), group: false, position: 1 },
				{ id: "c2", name: "Wallet", status: wallet, updated_at: minutesAgo(9), group: false, position: 2 },
				{ id: "g1", name: "Payments", status: wallet, updated_at: null, group: true, position: 3 },
			],
			incidents: [],
			scheduled_maintenances: [],
		},
	});

const health = (status: string, gateway: string, wallet = "pass") =>
	json(
		{
			status,
			serviceId: "gateway",
			checks: { "gateway:responseTime": [{ status: gateway, observedValue: 250, observedUnit: "ms" }], wallet: { status: wallet } },
		},
		status === "fail" ? 503 : 200,
	);

const kumaTime = (minutes: number): string => minutesAgo(minutes).replace("T", " ").replace("Z", "");
const kuma = (gateway: number, wallet = 1) => {
	const beats = (status: number) => [
		{ status: 1, time: kumaTime(4), ping: 20, msg: "" },
		{ status, time: kumaTime(3), ping: null, msg: "" },
		{ status, time: kumaTime(2), ping: null, msg: "" },
	];
	return jsonByPath({
		"/api/status-page/pay": {
			config: { slug: "pay" },
			incident: null,
			publicGroupList: [
				{
					id: 1,
					name: "Payments",
					monitorList: [
						{ id: 7, name: "Gateway" },
						{ id: 8, name: "Wallet" },
					],
				},
			],
		},
		"/api/status-page/heartbeat/pay": { heartbeatList: { "7": beats(gateway), "8": beats(wallet) }, uptimeList: {} },
	});
};

const alert = (labels: Record<string, string>, state = "active") => ({
	labels,
	annotations: {},
	startsAt: minutesAgo(6),
	endsAt: minutesAgo(-6),
	fingerprint: "f",
	status: { state, silencedBy: [], inhibitedBy: [] },
});
const firing = (service: string, severity: string) => json([alert({ alertname: "ProbeFailed", service, severity })]);

const vendors: Readonly<Record<StatusProviderId, Omit<VendorUnderTest, "create">>> = {
	sandbox: {
		operational: statuspage("operational"),
		degraded: statuspage("partial_outage", "operational", "minor"),
		outage: statuspage("major_outage", "operational", "major"),
		maintenance: statuspage("under_maintenance", "operational", "maintenance"),
		downElsewhere: statuspage("operational", "major_outage", "major"),
		requests: 1,
	},
	statuspage: {
		operational: statuspage("operational"),
		degraded: statuspage("degraded_performance", "operational", "minor"),
		outage: statuspage("major_outage", "operational", "critical"),
		maintenance: statuspage("under_maintenance", "operational", "maintenance"),
		downElsewhere: statuspage("operational", "major_outage", "major"),
		requests: 1,
	},
	"health-json": {
		path: "/health",
		operational: health("pass", "pass"),
		degraded: health("warn", "warn"),
		outage: health("fail", "fail"),
		downElsewhere: json({ status: "fail", checks: { gateway: [{ status: "pass" }], wallet: [{ status: "fail" }] } }),
		requests: 1,
	},
	"uptime-kuma": {
		path: "/status/pay",
		operational: kuma(1),
		degraded: kuma(2),
		outage: kuma(0),
		maintenance: kuma(3),
		downElsewhere: kuma(1, 0),
		requests: 2,
	},
	alertmanager: {
		operational: json([
			alert({ alertname: "Watchdog", severity: "none" }),
			alert({ alertname: "X", service: "gateway", severity: "critical" }, "suppressed"),
		]),
		degraded: firing("gateway", "warning"),
		outage: firing("gateway", "critical"),
		downElsewhere: firing("wallet", "critical"),
		requests: 1,
	},
};

for (const id of statusProviderIds)
	statusProviderContract(id, { ...vendors[id], create: (deps: ProviderDeps) => statusProviders[id](deps) });

it("has every provider of the contract in its registry", () => {
	expect(Object.keys(statusProviders).sort()).toEqual(Object.keys(vendors).sort());
});
