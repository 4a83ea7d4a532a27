// A status page over real HTTP that behaves as badly as a test wants, and counts what it was asked and what it sent.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export type Pages = {
	readonly url: string;
	/** Paths in the order they were asked for. */
	readonly asked: string[];
	answer: Answer;
	/** Body bytes of the last answer that were handed to the socket. */
	readonly sentBytes: () => number;
	close(): Promise<void>;
};

/** Listens on a free port of the loopback. */
export const startPages = async (answer: Answer): Promise<Pages> => {
	const asked: string[] = [];
	let sent = 0;
	const server = createServer((request, response) => {
		asked.push(request.url ?? "");
		const write = response.write.bind(response);
		sent = 0;
		response.write = (chunk: Uint8Array) => {
			sent += chunk.length;
			return write(chunk);
		};
		pages.answer(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const pages: Pages = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		asked,
		answer,
		sentBytes: () => sent,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
	return pages;
};

/** The same JSON for every path, or JSON by path. */
export const json =
	(body: unknown, status = 200): Answer =>
	(_request, response) => {
		response.writeHead(status, { "Content-Type": "application/json" });
		response.end(JSON.stringify(body));
	};

export const jsonByPath =
	(bodies: Readonly<Record<string, unknown>>): Answer =>
	(request, response) => {
		const body = bodies[(request.url ?? "").split("?")[0] ?? ""];
		json(body ?? { error: "no such page" }, body === undefined ? 404 : 200)(request, response);
	};

const text =
	(body: string | Buffer, headers: Record<string, string> = {}): Answer =>
	(_request, response) => {
		response.writeHead(200, { "Content-Type": "application/json", ...headers });
		response.end(body);
	};

const chunk = Buffer.alloc(16 * 1024, " ");

/** Goes on until the reader hangs up, or a gigabyte is out. Paced, so that what was sent is about what was read. */
const endless: Answer = (_request, response) => {
	response.writeHead(200, { "Content-Type": "application/json" });
	const send = (left: number) => {
		if (response.destroyed || left === 0) return;
		response.write(chunk);
		setTimeout(send, 1, left - chunk.length);
	};
	send(2 ** 30);
};

const dripping: Answer = (_request, response) => {
	response.writeHead(200, { "Content-Type": "application/json" });
	const drip = setInterval(() => response.write(" "), 20);
	response.on("close", () => clearInterval(drip));
};

const broken: Answer = (_request, response) => {
	response.writeHead(200, { "Content-Length": "100" });
	response.write("{");
	setImmediate(() => response.destroy());
};

const redirect =
	(location: (request: IncomingMessage) => string): Answer =>
	(request, response) => {
		response.writeHead(302, { Location: location(request) });
		response.end();
	};

/** Every way of not answering. None of them is evidence. */
export const faults: readonly { readonly why: string; readonly answer: Answer; readonly reason?: string }[] = [
	{ why: "hangs without a word", answer: () => undefined, reason: "timeout" },
	{ why: "sends a byte now and then", answer: dripping, reason: "timeout" },
	{ why: "hangs up in the middle", answer: broken, reason: "unreachable" },
	{ why: "hangs up at once", answer: (request) => void request.socket.destroy(), reason: "unreachable" },
	{ why: "sends a gigabyte", answer: endless, reason: "malformed" },
	{
		why: "announces a gigabyte",
		answer: (_, response) => void response.writeHead(200, { "Content-Length": String(2 ** 30) }).write("{"),
		reason: "malformed",
	},
	{ why: "unpacks into a gigabyte", answer: text(gzipSync(Buffer.alloc(2 ** 24)), { "Content-Encoding": "gzip" }), reason: "malformed" },
	{ why: "says it is gzip and is not", answer: text("{}", { "Content-Encoding": "gzip" }), reason: "unreachable" },
	{ why: "redirects to itself for ever", answer: redirect(({ url }) => url ?? "/"), reason: "unreachable" },
	{ why: "redirects to another host", answer: redirect(() => "http://localhost.invalid/"), reason: "unreachable" },
	{ why: "redirects to no address", answer: redirect(() => "http://"), reason: "unreachable" },
	{ why: "sends a web page", answer: text("<!doctype html><title>OK</title>", { "Content-Type": "text/html" }), reason: "malformed" },
	{ why: "sends nothing", answer: text(""), reason: "malformed" },
	{ why: "sends half of its JSON", answer: text('{"status":'), reason: "malformed" },
	{ why: "sends null", answer: json(null), reason: "malformed" },
	{ why: "sends another schema", answer: json({ ok: true }), reason: "malformed" },
	{
		why: "sends words where lists belong",
		answer: json({ status: 1, components: "none", checks: 1, publicGroupList: {}, heartbeatList: [] }),
		reason: "malformed",
	},
	{ why: "is not there", answer: json({ message: "not found" }, 404), reason: "malformed" },
	{ why: "has an error of its own", answer: (_, response) => void response.writeHead(502).end("bad gateway") },
];
