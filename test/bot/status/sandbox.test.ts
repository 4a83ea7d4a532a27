import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHttpServer, type HttpServer } from "../../../bot/http/create-http-server.ts";
import { sandboxRoutes } from "../../../bot/http/routes/sandbox.ts";
import { statusProviders } from "../../../bot/status/registry.ts";
import { createSandboxState } from "../../../bot/status/sandbox-state.ts";
import { silentLogger } from "../../support/silent-logger.ts";

const hour = 60 * 60_000;
const start = Date.UTC(2026, 10, 23, 3, 0);

describe("the sandbox", () => {
	let dataDir: string;
	let now: number;
	let server: HttpServer;
	let url: string;
	let switched: number;

	const serve = async () => {
		const sandbox = createSandboxState({ dataDir, now: () => now });
		const routes = sandboxRoutes({ sandbox, publicUrl: null, now: () => now, switched: () => switched++ });
		server = createHttpServer({ routes: [routes], upgrades: [], logger: silentLogger });
		url = `http://127.0.0.1:${await server.listen(0, "127.0.0.1")}`;
	};
	beforeEach(async () => {
		dataDir = await mkdtemp(join(tmpdir(), "sandbox-"));
		now = start;
		switched = 0;
		await serve();
	});
	afterEach(async () => {
		await server.close();
		await rm(dataDir, { recursive: true });
	});

	const read = (components: readonly string[] = []) =>
		statusProviders.sandbox({ baseUrl: () => `${url}/sandbox`, components, now: () => now }).read(AbortSignal.timeout(5_000));
	const turn = (body: string, headers: Record<string, string> = {}) =>
		fetch(`${url}/sandbox`, {
			method: "POST",
			body,
			headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
			redirect: "manual",
		});

	it("is fine until somebody switches it", async () => {
		expect(await read()).toEqual({ kind: "operational", asOf: start });
	});

	it.each([
		{ body: "gateway=outage", report: { kind: "outage", asOf: start + hour / 2, since: start, components: ["Terminal gateway"] } },
		{ body: "qr=degraded", report: { kind: "degraded", asOf: start + hour / 2, since: start, components: ["QR payments"] } },
		{
			body: "gateway=maintenance",
			report: { kind: "maintenance", asOf: start + hour / 2, since: start, until: start + hour, components: ["Terminal gateway"] },
		},
	])("is read by its own provider after a switch: $body", async ({ body, report }) => {
		expect((await turn(body)).status).toBe(303);
		now += hour / 2;
		expect(await read()).toEqual(report);
		expect(await read(["settlement"])).toMatchObject({ kind: "operational" });
		expect(switched).toBe(1);
	});

	it("never says that maintenance ends in the past", async () => {
		await turn("gateway=maintenance");
		now += 5.5 * hour;
		expect(await read()).toMatchObject({ kind: "maintenance", until: start + 6 * hour });
	});

	it("is well again with one button, whatever the form's other fields say", async () => {
		await turn("gateway=outage&qr=degraded");
		await turn("gateway=outage&qr=degraded&all=operational");
		expect(await read()).toMatchObject({ kind: "operational" });
	});

	it("keeps its state, and since when, over a restart", async () => {
		await turn("gateway=outage");
		await server.close();
		now += hour;
		await serve();
		expect(await read()).toMatchObject({ kind: "outage", since: start });
	});

	it("starts afresh from a file that is not its own", async () => {
		await server.close();
		await writeFile(join(dataDir, "sandbox-status.json"), '{"gateway":');
		await serve();
		expect(await read()).toMatchObject({ kind: "operational" });
	});

	it("loses no switch of several at a time", async () => {
		await Promise.all(["authorisation", "gateway", "qr", "settlement"].map((part) => turn(`${part}=outage`)));
		expect(await read()).toMatchObject({ components: expect.toSatisfy((names: readonly string[]) => names.length === 4) });
		expect(JSON.parse(await readFile(join(dataDir, "sandbox-status.json"), "utf8"))).toMatchObject({ qr: { state: "outage" } });
	});

	it.each([
		{ path: "/incidents/unresolved.json", list: "incidents", item: { impact: "critical", status: "investigating" } },
		{ path: "/scheduled-maintenances/active.json", list: "scheduled_maintenances", item: { status: "in_progress" } },
	])("speaks Statuspage v2 at $path", async ({ path, list, item }) => {
		await turn("gateway=outage&qr=maintenance");
		const response = await fetch(`${url}/sandbox/api/v2${path}`);
		const happening = { ...item, incident_updates: [expect.objectContaining({ body: expect.any(String) })] };
		expect(await response.json()).toMatchObject({ page: { url: `${url}/sandbox` }, [list]: [happening] });
	});

	it.each([
		{ why: "a part it does not have", body: "moon=outage", headers: {}, status: 400 },
		{ why: "a state it does not have", body: "gateway=perhaps", headers: {}, status: 400 },
		{ why: "a prototype", body: "__proto__=outage", headers: {}, status: 400 },
		{ why: "too much", body: `gateway=${"x".repeat(3_000)}`, headers: {}, status: 413 },
		{ why: "another site's form", body: "gateway=outage", headers: { Origin: "https://elsewhere.example" }, status: 403 },
		{ why: "a page without an origin", body: "gateway=outage", headers: { Origin: "null" }, status: 403 },
		{ why: "somebody behind a proxy", body: "gateway=outage", headers: { "X-Forwarded-For": "203.0.113.9" }, status: 403 },
	])("refuses $why", async ({ body, headers, status }) => {
		expect((await turn(body, headers)).status).toBe(status);
		expect(await read()).toMatchObject({ kind: "operational" });
	});

	it("may be switched from its own page", async () => {
		expect((await turn("gateway=outage", { Origin: url })).status).toBe(303);
	});

	it("shows a page in both languages that needs no script and allows none", async () => {
		await turn("gateway=degraded");
		const response = await fetch(`${url}/sandbox`);
		const html = await response.text();
		expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
		expect(html).not.toContain("<script");
		expect(html).toContain('<span lang="zh-CN">模拟状态页</span> <span lang="en">Sandbox status page</span>');
		expect(html).toContain('name="gateway" value="degraded" checked');
		expect(html.match(/ checked/g)).toHaveLength(4);
		expect((await fetch(`${url}/sandbox/sandbox.css`)).headers.get("content-type")).toBe("text/css; charset=utf-8");
	});
});
