import pino from "pino";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createSockets, type Sockets } from "../../../../bot/channels/direct-line/sockets.ts";
import { createTickets } from "../../../../bot/channels/direct-line/tickets.ts";
import { createTokens } from "../../../../bot/channels/direct-line/tokens.ts";
import { createHttpServer, type HttpServer } from "../../../../bot/http/create-http-server.ts";
import type { LogEntry } from "../../../../bot/store/store.ts";

const logger = pino({ level: "silent" });
const tickets = createTickets({
	tokens: createTokens({ secret: "s", now: Date.now }),
	store: { spendTicket: async () => true },
	now: Date.now,
	newId: () => String(Math.random()),
});

let delivered: string[] = [];
let server: HttpServer;
let sockets: Sockets;
let heard: (conversationId: string) => void = () => undefined;

const logOf = (length: number, text: string): readonly LogEntry[] =>
	Array.from({ length }, (_, index) => ({
		seq: index + 1,
		id: `c|${index + 1}`,
		at: 0,
		author: "bot",
		text,
		language: "en",
		relink: null,
	}));

/** A server of sockets over a log that is already long. */
const start = async (entries: readonly LogEntry[], times: { readonly stallMs?: number; readonly pingMs?: number }): Promise<number> => {
	const log = async (_: string, afterSeq: number, limit: number) => entries.slice(afterSeq, afterSeq + limit);
	const store = {
		conversations: { log },
		promises: { delivered: async (_: string, proof: string) => void delivered.push(proof) },
		onChange: (listener: (conversationId: string) => void) => {
			heard = listener;
			return () => undefined;
		},
	};
	sockets = createSockets({ store, now: Date.now, tickets, baseUrl: () => "http://here", logger, ...times });
	server = createHttpServer({ routes: [], upgrades: [sockets], logger, graceMs: 500 });
	return server.listen(0, "127.0.0.1");
};

const connect = (port: number, afterSeq = 0): WebSocket => {
	const ticket = tickets.issue({ conversationId: "c", userId: "u", origins: null, afterSeq });
	return new WebSocket(`ws://127.0.0.1:${port}/v3/directline/stream?t=${ticket}`);
};

afterEach(() => server.close());

describe("createSockets", () => {
	it("holds a reader that stopped reading back, drops it, and goes on where it was", async () => {
		const entries = logOf(8_000, "x".repeat(1_900));
		const port = await start(entries, { stallMs: 300 });
		const slow = connect(port);
		let last = 0;
		const closed = new Promise((resolve) => slow.once("close", resolve));
		slow.on("message", (frame) => {
			last = Number(JSON.parse(String(frame)).watermark);
		});
		slow.once("message", () => slow.pause());
		await expect.poll(sockets.count).toBe(1);
		const before = process.memoryUsage().rss;
		await expect.poll(sockets.count, { timeout: 10_000 }).toBe(0);
		expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
		slow.resume();
		await closed;
		expect(last).toBeLessThan(entries.length);
		const again = connect(port, last);
		const seen: number[] = [];
		again.on("message", (frame) => seen.push(Number(JSON.parse(String(frame)).watermark)));
		await expect.poll(() => seen.length, { timeout: 20_000 }).toBe(entries.length - last);
		expect(seen[0]).toBe(last + 1);
		again.terminate();
	});

	it("hangs up on a connection that does not answer pings", async () => {
		const port = await start([], { pingMs: 30 });
		const dead = connect(port);
		await new Promise((resolve) => dead.once("open", resolve));
		await expect.poll(sockets.count).toBe(1);
		dead.pause();
		await expect.poll(sockets.count).toBe(0);
		dead.terminate();
	});

	it("keeps a connection that does", async () => {
		const port = await start(logOf(1, "hi"), { pingMs: 20 });
		const alive = connect(port);
		let pings = 0;
		alive.on("ping", () => {
			pings += 1;
		});
		await expect.poll(() => pings).toBeGreaterThan(4);
		expect(sockets.count()).toBe(1);
		alive.terminate();
	});

	it("notes that words that keep a promise were taken", async () => {
		delivered = [];
		const port = await start(
			logOf(3, "hi").map((entry) => (entry.seq === 2 ? { ...entry, keepsPromise: true } : entry)),
			{},
		);
		const reader = connect(port);
		const frames: string[] = [];
		reader.on("message", (frame) => frames.push(String(frame)));
		await expect.poll(() => frames.length).toBe(3);
		expect(delivered).toEqual(["c|2"]);
		expect(frames.join()).not.toContain("keepsPromise");
		reader.terminate();
	});

	it("sends nothing twice however often it is told of news", async () => {
		const port = await start(logOf(50, "hi"), {});
		const reader = connect(port);
		const seen: number[] = [];
		reader.on("message", (frame) => {
			seen.push(Number(JSON.parse(String(frame)).watermark));
			heard("c");
		});
		await expect.poll(() => seen.length).toBe(50);
		heard("c");
		heard("another");
		reader.ping();
		await new Promise((resolve) => reader.once("pong", resolve));
		expect(seen).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
		reader.terminate();
	});
});
