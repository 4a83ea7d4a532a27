import { once } from "node:events";
import { connect } from "node:net";
import pino from "pino";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { relinkError } from "../../../bot/errors.ts";
import { createHttpServer, type HttpServer, type Routes } from "../../../bot/http/create-http-server.ts";
import { httpError, sendJson } from "../../../bot/http/http-error.ts";
import { readJson } from "../../../bot/http/json-body.ts";
import type { Upgrade } from "../../../bot/http/upgrade.ts";

const routes: Routes = (server) => {
	server.post("/echo", async (request, response) => sendJson(response, 200, (await readJson(request, 1_000)) ?? null));
	server.get("/boom", async () => {
		throw new Error("the merchant said something secret");
	});
	server.get("/refused", async () => {
		throw httpError(409, "Conflict", "somebody else has it");
	});
	server.get("/away", async () => {
		throw relinkError("STORE_UNAVAILABLE");
	});
	server.get("/slow", async (_request, response) => {
		await new Promise((resolve) => setTimeout(resolve, 150));
		sendJson(response, 200, { done: true });
	});
};

let server: HttpServer | undefined;
const lines: string[] = [];

const start = async (upgrades: readonly Upgrade[] = []): Promise<number> => {
	lines.length = 0;
	const logger = pino({ level: "debug" }, { write: (line: string) => lines.push(line) });
	server = createHttpServer({ routes: [routes], upgrades, logger });
	return server.listen(0, "127.0.0.1");
};

/** One raw request, for what fetch would not send. */
const raw = (port: number, text: string): Promise<string> =>
	new Promise((resolve, reject) => {
		let answer = "";
		const socket = connect(port, "127.0.0.1", () => socket.write(text));
		socket.on("data", (chunk) => {
			answer += chunk;
		});
		socket.on("close", () => resolve(answer));
		socket.on("error", reject);
	});

afterEach(async () => {
	await server?.close();
	server = undefined;
});

describe("createHttpServer answers every error in one shape", () => {
	it.each([
		{ why: "an unknown path", path: "/nowhere", method: "GET", status: 404, code: "NotFound" },
		{ why: "a known path, another method", path: "/echo", method: "DELETE", status: 405, code: "MethodNotAllowed" },
		{ why: "a refusal of ours", path: "/refused", method: "GET", status: 409, code: "Conflict" },
		{ why: "the database is away", path: "/away", method: "GET", status: 503, code: "ServiceUnavailable" },
		{ why: "a mistake of ours", path: "/boom", method: "GET", status: 500, code: "ServiceError" },
	])("$why → $status", async ({ path, method, status, code }) => {
		const port = await start();
		const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
		expect(response.status).toBe(status);
		expect(await response.json()).toEqual({ error: { code, message: expect.any(String) } });
		expect(response.headers.get("x-content-type-options")).toBe("nosniff");
	});

	it("never tells the client what went wrong inside", async () => {
		const port = await start();
		const response = await fetch(`http://127.0.0.1:${port}/boom`);
		expect(await response.text()).not.toContain("secret");
	});
});

describe("createHttpServer reads bodies within limits", () => {
	const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
	it.each([
		{ why: "broken JSON", body: '{"a":', status: 400 },
		{ why: "not UTF-8", body: new Uint8Array([0x22, 0xff, 0x22]), status: 400 },
		{ why: "32 levels are fine", body: deep(32), status: 200 },
		{ why: "40 levels are not", body: deep(40), status: 400 },
		{ why: "too large", body: JSON.stringify("x".repeat(2_000)), status: 413 },
		{ why: "empty is undefined", body: "", status: 200 },
	])("$why → $status", async ({ body, status }) => {
		const port = await start();
		const response = await fetch(`http://127.0.0.1:${port}/echo`, { method: "POST", body });
		expect(response.status).toBe(status);
	});

	it("keeps __proto__ as data", async () => {
		const port = await start();
		const response = await fetch(`http://127.0.0.1:${port}/echo`, { method: "POST", body: '{"__proto__":{"admin":true}}' });
		expect(await response.text()).toBe('{"__proto__":{"admin":true}}');
		expect(Object.hasOwn(Object.prototype, "admin")).toBe(false);
	});

	it("stops reading a body that never says its length", async () => {
		const port = await start();
		const chunk = `400\r\n${"x".repeat(0x400)}\r\n`;
		const answer = await raw(port, `POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(3)}`);
		expect(answer).toContain("413");
	});
});

describe("createHttpServer survives hostile requests", () => {
	it.each(["//", "/%", "/%00", "/slow/%00", "http://[", "*", "/..%2f..%2fetc/passwd", "/\\\\evil"])("GET %s", async (path) => {
		const port = await start();
		const answer = await raw(port, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
		expect(answer).toMatch(/^HTTP\/1\.1 4\d\d/);
		expect((await fetch(`http://127.0.0.1:${port}/refused`)).status).toBe(409);
	});

	it.each(["a b", "a:b", "[", "%zz", "1.2.3.999"])("a Host of %s", async (host) => {
		const port = await start();
		const answer = await raw(port, `GET /refused HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
		expect(answer).toMatch(/^HTTP\/1\.1 400/);
		expect((await fetch(`http://127.0.0.1:${port}/refused`)).status).toBe(409);
	});
});

describe("createHttpServer logs", () => {
	it("the route's pattern and never the address", async () => {
		const port = await start();
		await fetch(`http://127.0.0.1:${port}/refused?token=abc`);
		await fetch(`http://127.0.0.1:${port}/secret-path`);
		await expect.poll(() => lines.length).toBe(2);
		expect(lines.join("")).toContain('"route":"/refused"');
		expect(lines.join("")).not.toMatch(/abc|secret-path/);
	});
});

describe("createHttpServer upgrades", () => {
	const sockets = new WebSocketServer({ noServer: true });
	const upgrade: Upgrade = {
		path: "/live",
		allows: (request) => request.headers.origin !== "https://evil.example",
		accept: (request, socket, head) => sockets.handleUpgrade(request, socket, head, (ws) => ws.send("hello")),
		close: () => {
			for (const ws of sockets.clients) ws.close(1001, "stopping");
		},
	};

	const open = (url: string, origin?: string): Promise<string> =>
		new Promise((resolve) => {
			const ws = new WebSocket(url, origin === undefined ? {} : { origin });
			ws.on("message", (text) => resolve(String(text)));
			ws.on("error", (error) => resolve(error.message));
		});

	it.each([
		{ why: "its path", path: "/live?t=1", origin: undefined, answer: "hello" },
		{ why: "another path", path: "/elsewhere", origin: undefined, answer: "Unexpected server response: 404" },
		{ why: "a foreign origin", path: "/live", origin: "https://evil.example", answer: "Unexpected server response: 403" },
	])("$why → $answer", async ({ path, origin, answer }) => {
		const port = await start([upgrade]);
		expect(await open(`ws://127.0.0.1:${port}${path}`, origin)).toBe(answer);
	});
});

describe("createHttpServer refuses upgrades", () => {
	const ask = (port: number) => {
		const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
		socket.on("error", () => undefined);
		socket.write("GET /elsewhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
		return socket;
	};
	const connections = (): Promise<number> => new Promise((resolve) => server?.raw.server.getConnections((_, count) => resolve(count)));

	it("and keeps no connection of a client that has more to say, or never hangs up", async () => {
		const port = await start();
		const sockets = Array.from({ length: 5 }, () => ask(port));
		await Promise.all(sockets.map((socket) => once(socket, "data")));
		for (const socket of sockets) socket.write("and more");
		await expect.poll(connections, { timeout: 5_000 }).toBe(0);
		for (const socket of sockets) socket.destroy();
	});

	it("and ends without waiting for such a client", async () => {
		const port = await start();
		const socket = ask(port);
		await once(socket, "data");
		const ending = server?.close();
		server = undefined;
		await expect(ending).resolves.toBeUndefined();
		socket.destroy();
	});
});

describe("createHttpServer closes", () => {
	it("after the requests under way are answered", async () => {
		const port = await start();
		const slow = fetch(`http://127.0.0.1:${port}/slow`);
		await expect.poll(() => server?.raw.inflightRequests()).toBe(1);
		const began = Date.now();
		await server?.close();
		expect((await slow).status).toBe(200);
		expect(Date.now() - began).toBeLessThan(2_000);
	});
});
