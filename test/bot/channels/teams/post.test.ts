import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { loadPost } from "../../../../bot/channels/teams/post.ts";

const post = await loadPost();

let server: Server | undefined;

const serve = async (listener: RequestListener): Promise<URL> => {
	server = createServer(listener);
	await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
	return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/here?a=b`);
};

const send = (url: URL, timeoutMs = 5_000) => post(url, { headers: { "X-Is": "1" }, body: "hi", signal: AbortSignal.timeout(timeoutMs) });

afterEach(() => {
	server?.closeAllConnections();
	server?.close();
});

describe("loadPost", () => {
	it("sends what it is given", async () => {
		const seen: unknown[] = [];
		const url = await serve(async (request, response) => {
			const chunks: Buffer[] = [];
			for await (const chunk of request) chunks.push(chunk);
			seen.push(request.method, request.url, request.headers["x-is"], Buffer.concat(chunks).toString());
			response.end();
		});
		await send(url);
		expect(seen).toEqual(["POST", "/here?a=b", "1", "hi"]);
	});

	it.each<{ why: string; listener: RequestListener }>([
		{ why: "is too long", listener: (_, response) => void response.writeHead(201, { "Retry-After": "7" }).end("x".repeat(1_000_000)) },
		{
			why: "is cut",
			listener: (_, response) => void response.writeHead(201, { "Retry-After": "7" }).write("x", () => response.destroy()),
		},
	])("knows the status of an answer whose body $why", async ({ listener }) => {
		expect(await send(await serve(listener))).toEqual({ status: 201, retryAfter: "7" });
	});

	it.each<{ why: string; listener: RequestListener }>([
		{ why: "never comes", listener: () => undefined },
		{ why: "never ends", listener: (_, response) => void response.writeHead(201).write("x") },
	])("gives up an answer that $why", async ({ listener }) => {
		await expect(send(await serve(listener), 100)).rejects.toThrow("timeout");
	});
});
