import { request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHttpServer, type HttpServer } from "../../../bot/http/create-http-server.ts";
import { webRoutes } from "../../../bot/http/routes/web.ts";
import { silentLogger } from "../../support/silent-logger.ts";

const folder = new URL("../../../dist/web", import.meta.url).pathname;

type Answer = { readonly status: number; readonly headers: Readonly<Record<string, string | undefined>>; readonly body: Buffer };

describe("webRoutes", () => {
	let server: HttpServer;
	let port: number;

	beforeAll(async () => {
		const routes = [webRoutes({ folder, origins: ["https://portal.example"] })];
		server = createHttpServer({ routes, upgrades: [], logger: silentLogger });
		port = await server.listen(0, "127.0.0.1");
	});
	afterAll(() => server.close());

	/** Without fetch, which decodes what it gets and would hide what was sent. */
	const get = (path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> =>
		new Promise((resolve, reject) => {
			const asked = request({ port, host: "127.0.0.1", path, headers, method }, async (response) => {
				const chunks = await response.toArray();
				resolve({ status: response.statusCode ?? 0, headers: response.headers as Answer["headers"], body: Buffer.concat(chunks) });
			});
			asked.on("error", reject);
			asked.end();
		});
	const scriptPath = async () => /\/assets\/chat-\w+\.js/.exec((await get("/")).body.toString())?.[0] ?? "";

	it("serves the page under a policy without unsafe-anything, framed only by sites on the list", async () => {
		const { status, headers } = await get("/");
		const policy = headers["content-security-policy"];
		expect(status).toBe(200);
		expect(policy).toContain("default-src 'none'");
		expect(policy).toContain("frame-ancestors 'self' https://portal.example");
		expect(policy).not.toMatch(/unsafe|\*/);
		expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "cache-control": "no-cache" });
		expect(headers["permissions-policy"]).toContain("microphone=()");
	});

	it.each([
		{ accept: "gzip, deflate, br", encoding: "br", decode: brotliDecompressSync },
		{ accept: "gzip", encoding: "gzip", decode: gunzipSync },
		{ accept: "br;q=0, gzip", encoding: "gzip", decode: gunzipSync },
		{ accept: "", encoding: undefined, decode: (body: Buffer) => body },
	])("answers Accept-Encoding $accept with $encoding", async ({ accept, encoding, decode }) => {
		const path = await scriptPath();
		const { headers, body } = await get(path, { "accept-encoding": accept });
		expect(headers["content-encoding"]).toBe(encoding);
		expect(headers["content-length"]).toBe(String(body.length));
		expect(decode(body).equals((await get(path)).body)).toBe(true);
	});

	it("lets hashed assets be kept for ever and asks about nothing twice", async () => {
		const path = await scriptPath();
		const { headers } = await get(path);
		expect(headers["cache-control"]).toContain("immutable");
		const again = await get(path, { "if-none-match": headers.etag ?? "" });
		expect({ status: again.status, length: again.body.length }).toEqual({ status: 304, length: 0 });
	});

	it("answers HEAD without a body", async () => {
		const { status, body, headers } = await get("/embed.js", {}, "HEAD");
		expect({ status, length: body.length, type: headers["content-type"] }).toEqual({
			status: 200,
			length: 0,
			type: "text/javascript; charset=utf-8",
		});
	});

	it.each(["/assets/", "/assets/../chat.html", "/assets/%2e%2e/chat.html", "/chat.html", "/assets/chat.ts"])(
		"knows no %s",
		async (path) => {
			expect((await get(path)).status).toBe(404);
		},
	);

	it("says what to do when there is no build", () => {
		expect(() => webRoutes({ folder: "/nowhere", origins: [] })).toThrow("npm run build");
	});
});
