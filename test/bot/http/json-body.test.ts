import { once } from "node:events";
import { connect } from "node:net";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHttpServer, type HttpServer } from "../../../bot/http/create-http-server.ts";
import { readBytes } from "../../../bot/http/json-body.ts";

describe("readBytes", () => {
	const logged: { readonly msg: string; readonly status?: number }[] = [];
	const logger = pino({ level: "debug" }, { write: (line) => logged.push(JSON.parse(line)) });
	let server: HttpServer;
	let port: number;

	beforeEach(async () => {
		logged.length = 0;
		const routes = [(raw: HttpServer["raw"]) => void raw.post("/", async (request) => void (await readBytes(request, 100)))];
		server = createHttpServer({ routes, upgrades: [], logger, graceMs: 100 });
		port = await server.listen(0, "127.0.0.1");
	});
	afterEach(() => server.close());

	it.each([
		{ why: "of a stated length", head: "Content-Length: 50\r\n\r\nhalf" },
		{ why: "in chunks", head: "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n" },
	])("takes a client that hangs up in the middle of a body $why for no failure of ours", async ({ head }) => {
		const client = connect(port, "127.0.0.1");
		await once(client, "connect");
		client.write(`POST / HTTP/1.1\r\nHost: here\r\n${head}`, () => client.destroy());
		await expect.poll(() => logged).toContainEqual(expect.objectContaining({ msg: "request", status: 400 }));
		expect(logged.map(({ msg }) => msg)).not.toContain("request failed");
	});
});
