import { once } from "node:events";
import type { Socket } from "node:net";
import pino from "pino";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { NoteDelivered } from "../../../../bot/channels/direct-line/note-delivered.ts";
import { createSockets, type Sockets } from "../../../../bot/channels/direct-line/sockets.ts";
import { createTickets } from "../../../../bot/channels/direct-line/tickets.ts";
import { createTokens } from "../../../../bot/channels/direct-line/tokens.ts";
import { createHttpServer, type HttpServer } from "../../../../bot/http/create-http-server.ts";
import type { LogEntry } from "../../../../bot/store/store.ts";

const logged: string[] = [];
const logger = pino({ level: "debug" }, { write: (line) => logged.push(JSON.parse(line).msg) });
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

type Times = { readonly stallMs?: number; readonly pingMs?: number; readonly lastWordMs?: number };

/** A server of sockets over a log that is already long. */
const start = async (entries: readonly LogEntry[], times: Times, given = tickets): Promise<number> => {
	const log = async (_: string, afterSeq: number, limit: number) => entries.slice(afterSeq, afterSeq + limit);
	const store = {
		conversations: { log },
		onChange: (listener: (conversationId: string) => void) => {
			heard = listener;
			return () => undefined;
		},
	};
	const noteDelivered: NoteDelivered = (_, read) => delivered.push(...read.flatMap(({ id, keepsPromise }) => (keepsPromise ? [id] : [])));
	sockets = createSockets({ store, noteDelivered, tickets: given, baseUrl: () => "http://here", logger, ...times });
	server = createHttpServer({ routes: [], upgrades: [sockets], logger, graceMs: 500 });
	return server.listen(0, "127.0.0.1");
};

const connect = (port: number, afterSeq = 0, conversationId = "c"): WebSocket => {
	const ticket = tickets.issue({ conversationId, userId: "u", origins: null, afterSeq });
	return new WebSocket(`ws://127.0.0.1:${port}/v3/directline/stream?t=${ticket}`);
};

/** The watermarks that arrive. */
const watermarksOf = (socket: WebSocket): readonly number[] => {
	const seen: number[] = [];
	socket.on("message", (frame) => seen.push(Number(JSON.parse(String(frame)).watermark)));
	return seen;
};

afterEach(() => server.close());

describe("createSockets", () => {
	it("holds a reader that stopped reading back, drops it, and goes on where it was", async () => {
		const entries = logOf(8_000, "x".repeat(1_900));
		const port = await start(entries, { stallMs: 300, lastWordMs: 100 });
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

	it("keeps eight connections of a conversation, the youngest, however many come at once", async () => {
		const port = await start([], {});
		const readers = Array.from({ length: 30 }, () => connect(port));
		let closed = 0;
		for (const reader of readers) reader.on("close", () => (closed += 1));
		await expect.poll(() => closed).toBe(22);
		expect(sockets.count()).toBe(8);
		for (const reader of readers) reader.terminate();
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

	it("tells a reader that was given up why, so that it comes back with its watermark", async () => {
		logged.length = 0;
		const entries = logOf(8_000, "x".repeat(1_900));
		const port = await start(entries, { stallMs: 300, lastWordMs: 30_000 });
		const slow = connect(port);
		const seen = watermarksOf(slow);
		slow.once("message", () => slow.pause());
		await expect.poll(() => logged, { timeout: 10_000 }).toContain("socket dropped");
		const closed = once(slow, "close");
		slow.resume();
		const [code, reason] = await closed;
		expect([code, String(reason)]).toEqual([1013, "try again from your watermark"]);
		expect(seen).toEqual(entries.slice(0, seen.length).map(({ seq }) => seq));
		expect(seen.length).toBeLessThan(entries.length);
	});

	it("holds nobody up for readers that stopped, keeps little for them, and goes on when they do", async () => {
		const entries = logOf(8_000, "x".repeat(1_900));
		const port = await start(entries, {});
		const connections: Socket[] = [];
		server.raw.server.on("connection", (connection) => connections.push(connection));
		const slow = Array.from({ length: 5 }, (_, n) => connect(port, 0, `slow-${n}`));
		for (const reader of slow) reader.once("message", () => reader.pause());
		await expect.poll(() => slow.every(({ isPaused }) => isPaused), { timeout: 10_000 }).toBe(true);
		const slowSeen = slow.map(watermarksOf);
		const quick = Array.from({ length: 10 }, (_, n) => connect(port, 0, `quick-${n}`));
		const quickSeen = quick.map(watermarksOf);
		await expect.poll(() => quickSeen.map((seen) => seen.length), { timeout: 30_000 }).toEqual(quick.map(() => entries.length));
		expect(sockets.count()).toBe(15);
		expect(Math.max(...connections.map(({ writableLength }) => writableLength))).toBeGreaterThan(0);
		expect(Math.max(...connections.map(({ writableLength }) => writableLength))).toBeLessThan(64 * 1024);
		for (const reader of slow) reader.resume();
		await expect.poll(() => slowSeen.map((seen) => seen.at(-1)), { timeout: 30_000 }).toEqual(slow.map(() => entries.length));
		for (const reader of [...slow, ...quick]) reader.terminate();
	});

	it("refuses a socket while the store is away, and lives", async () => {
		const away = { ...tickets, spend: () => Promise.reject(new Error("away")) };
		const port = await start([], {}, away);
		const refused = connect(port);
		const [error] = await once(refused, "error");
		expect(String(error)).toContain("503");
		expect(sockets.count()).toBe(0);
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
