import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Agent } from "../../../bot/store/case-store.ts";
import { type DeskClient, openClient } from "./desk-client.ts";
import { type DeskUnderTest, startDesk } from "./start-desk.ts";

type Role = Agent["role"];
type Row = {
	readonly method: "get" | "post";
	readonly path: string;
	readonly body?: unknown;
	readonly least: Role;
	/** What a role that may gets, when that is not 200. */
	readonly status?: number;
};

const roles = ["agent", "lead", "admin"] as const satisfies readonly Role[];
const key = "0123456789abcdef";
const foreign = "R-foreign";

/** Every endpoint behind sign-in, on a case that another agent has. */
const rows: readonly Row[] = [
	{ method: "get", path: "me", least: "agent" },
	{ method: "get", path: "queue", least: "agent" },
	{ method: "get", path: "causes", least: "agent" },
	{ method: "get", path: `cases/${foreign}`, least: "lead" },
	{ method: "get", path: `cases/${foreign}/messages`, least: "lead" },
	{ method: "post", path: `cases/${foreign}/accept`, least: "agent", status: 409 },
	{ method: "post", path: `cases/${foreign}/say`, body: { key, text: "hello" }, least: "lead", status: 409 },
	{ method: "post", path: `cases/${foreign}/return`, least: "lead", status: 409 },
	{ method: "post", path: `cases/${foreign}/close`, body: { cause: "routerFault" }, least: "lead", status: 409 },
	{ method: "get", path: "agents", least: "admin" },
	{ method: "post", path: "agents", body: { name: "new", role: "agent", password: "long enough" }, least: "admin" },
	{ method: "get", path: "undelivered", least: "lead" },
	{ method: "post", path: "undelivered/1/replay", least: "lead", status: 404 },
	{ method: "post", path: "undelivered/__proto__/replay", least: "lead", status: 404 },
	{ method: "post", path: "password", body: { current: "wrong", next: "long enough" }, least: "agent", status: 403 },
	{ method: "post", path: "alive", least: "agent" },
];

let desk: DeskUnderTest;
const clients = new Map<Role, DeskClient>();

const clientOf = (role: Role): DeskClient => {
	const client = clients.get(role);
	if (client === undefined) throw new Error(`nobody is ${role}`);
	return client;
};

const send = (client: DeskClient, { method, path, body }: Row, headers: Readonly<Record<string, string>> = {}) =>
	method === "get" ? client.get(path, headers) : client.post(path, body, headers);

beforeAll(async () => {
	desk = await startDesk();
	for (const role of roles) clients.set(role, await desk.addAgent(`a-${role}`, role));
	const other = await desk.addAgent("other");
	await desk.addCase("foreign");
	await other.post(`cases/${foreign}/accept`);
});

afterAll(() => desk.stop());

/** A case of somebody else looks to an agent like none at all; an endpoint above one's role is forbidden. */
const refusalOf = (path: string): number => (path.startsWith("cases/") ? 404 : 403);

describe.each(rows)("$method $path", (row) => {
	it("asks who is there", async () => {
		expect((await send(openClient(desk.url), row)).status).toBe(401);
		expect((await send(openClient(desk.url), row, { cookie: "relink_desk=guessed" })).status).toBe(401);
	});

	it.each(roles)("treats %s by role", async (role) => {
		const may = roles.indexOf(role) >= roles.indexOf(row.least);
		expect((await send(clientOf(role), row)).status).toBe(may ? (row.status ?? 200) : refusalOf(row.path));
	});
});

describe.each(rows.filter(({ method }) => method === "post"))("forged post $path", (row) => {
	it.each([
		{ why: "no CSRF token", headers: { "x-csrf-token": "" }, status: 403 },
		{ why: "another session's CSRF token", headers: { "x-csrf-token": "A".repeat(43) }, status: 403 },
		{ why: "another site", headers: { origin: "https://evil.example" }, status: 403 },
		{ why: "a sandboxed frame", headers: { origin: "null" }, status: 403 },
		{ why: "a form", headers: { "content-type": "text/plain" }, status: 415 },
	])("is refused: $why", async ({ headers, status }) => {
		expect((await send(clientOf("admin"), row, headers)).status).toBe(status);
	});
});

describe("login", () => {
	it.each([
		{ why: "another site cannot sign anybody in", headers: { origin: "https://evil.example" }, status: 403 },
		{ why: "a form cannot", headers: { "content-type": "application/x-www-form-urlencoded" }, status: 415 },
	])("$why", async ({ headers, status }) => {
		expect((await openClient(desk.url).post("login", { name: "a", password: "b" }, headers)).status).toBe(status);
	});
});

describe("the queue", () => {
	it("shows agents what waits and what is theirs, and leads everything", async () => {
		await desk.addCase("waits");
		const references = async (role: Role) => {
			const { cases } = (await clientOf(role).get("queue")).body as { cases: { reference: string }[] }; // Our own API's answer.
			return cases.map(({ reference }) => reference);
		};
		expect(await references("agent")).toEqual(["R-waits"]);
		expect(await references("lead")).toEqual([foreign, "R-waits"]);
	});

	it("has no case under a guessed reference", async () => {
		const guesses = Array.from({ length: 100 }, (_, n) => clientOf("admin").get(`cases/R-${n.toString(32).padStart(6, "2")}`));
		expect(new Set((await Promise.all(guesses)).map(({ status }) => status))).toEqual(new Set([404]));
	});
});

describe("the page", () => {
	it("is served to anybody, runs only its own scripts, and is sent once", async () => {
		const page = await fetch(`${desk.url}/desk`);
		expect(page.headers.get("content-security-policy")).toContain("script-src 'self';");
		const again = await fetch(`${desk.url}/desk`, { headers: { "if-none-match": page.headers.get("etag") ?? "" } });
		expect([page.status, again.status]).toEqual([200, 304]);
	});
});
