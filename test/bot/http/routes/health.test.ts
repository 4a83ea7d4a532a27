import pino from "pino";
import { afterEach, describe, expect, it } from "vitest";
import { createHttpServer, type HttpServer } from "../../../../bot/http/create-http-server.ts";
import { healthRoutes } from "../../../../bot/http/routes/health.ts";
import { createMetrics } from "../../../../bot/metrics.ts";

let server: HttpServer;

const get = async (ready: () => Promise<boolean>, path: string): Promise<Response> => {
	const routes = healthRoutes({ ready, metrics: createMetrics().registry });
	server = createHttpServer({ routes: [routes], upgrades: [], logger: pino({ level: "silent" }) });
	return fetch(`http://127.0.0.1:${await server.listen(0, "127.0.0.1")}${path}`);
};

afterEach(() => server.close());

describe("healthRoutes", () => {
	it.each([
		{ why: "the process is alive even when the database is not", ready: false, path: "/healthz", status: 200 },
		{ why: "a message could be accepted", ready: true, path: "/readyz", status: 200 },
		{ why: "no message could be accepted", ready: false, path: "/readyz", status: 503 },
	])("$path → $status: $why", async ({ ready, path, status }) => {
		expect((await get(async () => ready, path)).status).toBe(status);
	});

	it("shows the metrics to Prometheus", async () => {
		const response = await get(async () => true, "/metrics");
		expect(response.headers.get("content-type")).toContain("text/plain");
		expect(await response.text()).toContain("relink_accepted_total");
	});
});
