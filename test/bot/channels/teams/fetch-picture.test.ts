import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fetchPicture } from "../../../../bot/channels/teams/fetch-picture.ts";

const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

describe("fetchPicture", () => {
	let server: Server;
	let base: string;
	let answer: RequestListener = () => undefined;
	const asked: (string | undefined)[] = [];

	beforeEach(async () => {
		asked.length = 0;
		server = createServer((request, response) => {
			asked.push(request.headers.authorization);
			answer(request, response);
		});
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterEach(() => {
		server.closeAllConnections();
		server.close();
	});

	const fetchFrom = (url: string, timeoutMs = 5_000) =>
		fetchPicture(
			{ isAllowed: (each) => each.startsWith(base), authorize: async () => "Bearer the-bots", signal: AbortSignal.timeout(timeoutMs) },
			url,
		);
	const picture = "/v3/attachments/0-wus-d1/views/original";

	it("brings the picture with the bot's token", async () => {
		answer = (_, response) => response.end(png);
		expect(await fetchFrom(base + picture)).toEqual({ type: "image/png", bytes: png });
		expect(asked).toEqual(["Bearer the-bots"]);
	});

	it.each([
		{ why: "a host that is not allowed", url: () => `http://localhost:1${picture}` },
		{ why: "another path of a host that is", url: () => `${base}/v3/conversations` },
		{ why: "a path that only looks like it", url: () => `${base}/x?${picture}` },
	])("takes the token nowhere else: $why", async ({ url }) => {
		answer = (_, response) => response.end(png);
		expect(await fetchFrom(url())).toBeNull();
		expect(asked).toEqual([]);
	});

	it.each<{ readonly why: string; readonly how: RequestListener }>([
		{ why: "refuses", how: (_, response) => response.writeHead(403).end(png) },
		{ why: "redirects", how: (_, response) => response.writeHead(302, { Location: "/v3/attachments/2/views/original" }).end() },
		{ why: "sends a page", how: (_, response) => response.end("<html>") },
		{ why: "sends nothing", how: (_, response) => response.end() },
		{ why: "never answers", how: () => undefined },
		{ why: "hangs up", how: (request) => request.socket.destroy() },
		{ why: "stops in the middle", how: (_, response) => response.writeHead(200, { "Content-Length": 1_000 }).write(png) },
		{
			why: "never ends",
			how: (_, response) =>
				void response.on("drain", () => response.write(Buffer.alloc(65_536))).write(Buffer.concat([png, Buffer.alloc(65_536)])),
		},
	])("goes without when the connector $why", async ({ how }) => {
		answer = how;
		expect(await fetchFrom(base + picture, 1_000)).toBeNull();
		expect(asked).toHaveLength(1);
	});
});
