// The live side of Direct Line: each WebSocket is a cursor into the log. The log is the buffer, so a slow or lost reader costs a few frames of memory.

import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { originOf } from "../../http/origin.ts";
import { refuseUpgrade, type Upgrade } from "../../http/upgrade.ts";
import type { Logger } from "../../logger.ts";
import type { LogEntry, Store } from "../../store/store.ts";
import { mayBeUsedFrom } from "./access.ts";
import { toFrame, type View } from "./activity.ts";
import type { NoteDelivered } from "./note-delivered.ts";
import type { Ticket, Tickets } from "./tickets.ts";

type Deps = {
	readonly store: Pick<Store, "onChange"> & {
		readonly conversations: Pick<Store["conversations"], "log">;
	};
	readonly noteDelivered: NoteDelivered;
	readonly tickets: Tickets;
	readonly baseUrl: (request: IncomingMessage) => string;
	readonly logger: Logger;
	/** A reader that has not taken a frame in this time is dropped; it resumes from its watermark. */
	readonly stallMs?: number;
	/** How long after that it may still read why, and close by itself. */
	readonly lastWordMs?: number;
	/** Two missed pings in a row and the connection is dead. */
	readonly pingMs?: number;
};

export type Sockets = Upgrade & {
	/** How many are open, for the metrics. */
	count(): number;
};

type Reader = {
	readonly socket: WebSocket;
	/** What the frames leave through. */
	readonly wire: Duplex;
	readonly view: View;
	/** The last entry that was handed to the socket. */
	afterSeq: number;
	/** More may be in the log than was read. */
	behind: boolean;
	reading: boolean;
	alive: boolean;
};

/** Clients only ever send empty pings. */
const maxFrameBytes = 64 * 1024;

/** A page and its reloads; the oldest is closed. */
const maxPerConversation = 8;

const pageLength = 100;

/** Frames under way at a time: a few kilobytes each. */
const sentTogether = 8;

/** The WebSocket end of stream URLs. */
export const createSockets = (deps: Deps): Sockets => {
	const { store, tickets, pingMs = 30_000 } = deps;
	const server = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes, perMessageDeflate: false, clientTracking: false });
	const readers: Readers = new Map();
	let isStopping = false;
	const readNews = (conversationId: string, written?: readonly LogEntry[]) => {
		for (const reader of readers.get(conversationId) ?? []) void read(deps, reader, written);
	};
	const stopListening = store.onChange(readNews, () => {
		for (const conversationId of readers.keys()) readNews(conversationId);
	});
	const pinging = setInterval(() => {
		for (const all of readers.values()) for (const reader of all) ping(reader);
	}, pingMs).unref();
	return {
		path: "/v3/directline/stream",
		allows: (request) => mayBeUsedFrom(tickets.read(ticketOf(request))?.origins ?? null, originOf(request)),
		accept: async (request, socket, head) => {
			const ticket = await spend(deps, request, socket);
			if (ticket === null) return;
			const enter = (open: WebSocket) => join(deps, readers, newReader(open, socket, { ...ticket, baseUrl: deps.baseUrl(request) }));
			if (isStopping) refuseUpgrade(socket, 503);
			else server.handleUpgrade(request, socket, head, enter);
		},
		count: () => [...readers.values()].reduce((sum, all) => sum + all.size, 0),
		close: () => {
			isStopping = true;
			stopListening();
			clearInterval(pinging);
			for (const all of readers.values()) for (const { socket } of all) hangUp(socket, 1001, "the server is stopping");
		},
	};
};

const ticketOf = (request: IncomingMessage): string => new URLSearchParams((request.url ?? "").split("?", 2)[1]).get("t") ?? "";

/** The ticket, once; without a good one the socket is refused. Meanwhile nothing is read from it. */
const spend = async ({ tickets, logger }: Deps, request: IncomingMessage, socket: Duplex): Promise<Ticket | null> => {
	try {
		const ticket = await tickets.spend(ticketOf(request));
		if (ticket === null) refuseUpgrade(socket, 403);
		return ticket;
	} catch (error) {
		logger.warn({ err: error }, "a ticket could not be spent");
		refuseUpgrade(socket, 503);
		return null;
	}
};

const newReader = (socket: WebSocket, wire: Duplex, { afterSeq, conversationId, userId, baseUrl }: Ticket & View): Reader => ({
	socket,
	wire,
	view: { conversationId, userId, baseUrl },
	afterSeq,
	behind: false,
	reading: false,
	alive: true,
});

type Readers = Map<string, Set<Reader>>;

const join = (deps: Deps, readers: Readers, reader: Reader): void => {
	const { socket, view } = reader;
	const all = readers.get(view.conversationId) ?? new Set();
	readers.set(view.conversationId, all.add(reader));
	const open = [...all].filter((other) => other.socket.readyState === other.socket.OPEN);
	for (const older of open.slice(0, -maxPerConversation)) hangUp(older.socket, 1008, "too many connections");
	const alive = () => {
		reader.alive = true;
	};
	socket.on("message", alive);
	socket.on("pong", alive);
	socket.on("error", (error) => deps.logger.debug({ err: error }, "socket failed"));
	socket.on("close", () => {
		all.delete(reader);
		if (all.size === 0) readers.delete(view.conversationId);
	});
	void read(deps, reader);
};

const ping = (reader: Reader): void => {
	if (!reader.alive) {
		reader.socket.terminate();
		return;
	}
	reader.alive = false;
	reader.socket.ping();
};

/** Sends what the log has and the reader has not, a few frames under way at a time; `written` is what comes next, if it is known. Never throws. */
const read = async (deps: Deps, reader: Reader, written: readonly LogEntry[] = []): Promise<void> => {
	if (reader.reading) {
		reader.behind = true;
		return;
	}
	const isNext = written[0]?.seq === reader.afterSeq + 1;
	reader.behind = !isNext;
	reader.reading = true;
	try {
		if (isNext) await sendAll(deps, reader, written);
		while (reader.behind && reader.socket.readyState === reader.socket.OPEN) await readOn(deps, reader);
	} catch (error) {
		// The database is away or the reader is too slow: the client comes back with its watermark.
		deps.logger.debug({ err: error }, "socket dropped");
		hangUp(reader.socket, 1013, "try again from your watermark", deps.lastWordMs ?? 10_000);
	} finally {
		reader.reading = false;
	}
};

/** A page of the log. One activity a frame: the published client may show the frames of a longer one in another order. */
const readOn = async (deps: Deps, reader: Reader): Promise<void> => {
	reader.behind = false;
	const page = await deps.store.conversations.log(reader.view.conversationId, reader.afterSeq, pageLength);
	await sendAll(deps, reader, page);
	// What was written meanwhile rings again by itself.
	if (page.length === pageLength) reader.behind = true;
};

const sendAll = async (deps: Deps, reader: Reader, entries: readonly LogEntry[]): Promise<void> => {
	for (let from = 0; from < entries.length; from += sentTogether)
		await sendTogether(deps, reader, entries.slice(from, from + sentTogether));
};

const sendTogether = async (deps: Deps, reader: Reader, entries: readonly LogEntry[]): Promise<void> => {
	const { noteDelivered, stallMs = 30_000 } = deps;
	await send(reader, entries, stallMs);
	reader.afterSeq = entries.at(-1)?.seq ?? reader.afterSeq;
	noteDelivered(reader.view.conversationId, entries);
};

/** A question and its answer leave in one packet. Resolves once the operating system took the last frame, and so all. */
const send = ({ socket, wire, view }: Reader, entries: readonly LogEntry[], stallMs: number): Promise<void> =>
	new Promise((resolve, reject) => {
		const stalled = setTimeout(() => reject(new Error("stalled")), stallMs);
		const taken = (error?: Error) => {
			clearTimeout(stalled);
			if (error) reject(error);
			else resolve();
		};
		const last = entries.at(-1);
		wire.cork();
		for (const entry of entries) socket.send(JSON.stringify(toFrame(entry, view)), entry === last ? taken : undefined);
		wire.uncork();
	});

/** Says why, to a reader that still reads, and does not wait long for one that does not. */
const hangUp = (socket: WebSocket, code: number, reason: string, waitMs = 1_000): void => {
	socket.close(code, reason);
	const cut = setTimeout(() => socket.terminate(), waitMs).unref();
	socket.once("close", () => clearTimeout(cut));
};
