// A merchant at the web chat: writes until each message is acknowledged, keeps a socket open and comes back when it breaks.

import WebSocket from "ws";
import { historian, type MerchantEvent, type Seen } from "../judge/history.ts";
import { httpCall, isSuccess } from "./http-call.ts";
import { until, untilTrue } from "./retry.ts";

export type ChatMerchant = {
	/** Starts the conversation and opens the socket. */
	open(): Promise<void>;
	/** Sends once, or again, under this id; true when it was acknowledged. */
	send(messageId: string, text: string): Promise<boolean>;
	/** Sends until it is acknowledged. */
	say(text: string): Promise<void>;
	/** Waits for the answers and the socket, hangs up and reads what the conversation holds. */
	finish(): Promise<void>;
	/** Stops reading from the socket, the one that is open or the next, and reads on. */
	holdStill(): void;
	readOn(): void;
	acknowledged(): number;
	/** Whether the socket has brought the answer to everything acknowledged. */
	isAnswered(): boolean;
	/** Told of each message the socket brings. */
	onSaw(heard: (seen: Seen) => void): void;
	/** Of the conversation that was started, for another socket of it. */
	session(): Session;
};

export type ChatOptions = {
	readonly name: string;
	/** Where to; asked each time, so that it may change. */
	readonly url: () => string;
	readonly histories: string;
	/** Another socket of a conversation that is there. */
	readonly session?: Session;
	readonly from?: string;
};

export type Session = { readonly conversationId: string; readonly token: string };
type Started = Session & { readonly streamUrl: string };

/** `awaited` are acknowledged messages whose answer the socket has not brought. */
type Mutable = {
	session: Started | null;
	socket: WebSocket | null;
	watermark: number;
	isLeaving: boolean;
	isStill: boolean;
	acknowledged: number;
	readonly answered: Set<string>;
	readonly awaited: Set<string>;
};

type Chat = ChatOptions & { readonly note: (event: MerchantEvent) => void; readonly now: Mutable; heard: (seen: Seen) => void };

/** A merchant who is not there yet. */
export const createChatMerchant = (options: ChatOptions): ChatMerchant => {
	const now: Mutable = {
		session: null,
		socket: null,
		watermark: 0,
		isLeaving: false,
		isStill: false,
		acknowledged: 0,
		answered: new Set(),
		awaited: new Set(),
	};
	const chat: Chat = { ...options, note: historian(options.histories, options.name), now, heard: () => undefined };
	let count = 0;
	return {
		open: async () => {
			now.session = await start(chat);
			listen(chat, now.session.streamUrl);
			await untilTrue("the socket", () => now.socket?.readyState === WebSocket.OPEN);
		},
		send: (messageId, text) => send(chat, messageId, text),
		say: async (text) => {
			count += 1;
			const messageId = `${options.name}-${count}`;
			await untilTrue("an acknowledgement", () => send(chat, messageId, text));
		},
		finish: () => finish(chat),
		holdStill: () => {
			now.isStill = true;
			now.socket?.pause();
		},
		readOn: () => {
			now.isStill = false;
			now.socket?.resume();
		},
		acknowledged: () => now.acknowledged,
		isAnswered: () => now.awaited.size === 0,
		onSaw: (heard) => {
			chat.heard = heard;
		},
		session: () => sessionOf(chat),
	};
};

const sessionOf = ({ now }: Chat): Started => {
	if (now.session === null) throw new Error("the conversation has not started");
	return now.session;
};

const directLine = ({ url }: Chat, path: string): string => `${url()}/v3/directline/conversations${path}`;

const start = async (chat: Chat): Promise<Started> => {
	const from = chat.from ?? "10.0.0.1";
	const ask = async <T>(address: () => string, body: object, token?: string): Promise<T> =>
		until("a conversation", async () => {
			const answer = await httpCall(address(), { method: "POST", body, from, ...(token === undefined ? {} : { token }) });
			// The protocol's own shape.
			return isSuccess(answer) ? (answer.body as T) : null;
		});
	if (chat.session !== undefined) return { ...chat.session, streamUrl: await resume(chat, chat.session) };
	const { token } = await ask<Session>(() => `${chat.url()}/chat/token`, {});
	return ask<Started>(() => directLine(chat, ""), { locale: "en" }, token);
};

const resume = (chat: Chat, { conversationId, token }: Session): Promise<string> =>
	until("to come back", async () => {
		const answer = await httpCall(directLine(chat, `/${conversationId}?watermark=${chat.now.watermark || ""}`), { token });
		return isSuccess(answer) ? (answer.body as Started).streamUrl : null;
	});

const listen = (chat: Chat, streamUrl: string): void => {
	const socket = new WebSocket(streamUrl, { perMessageDeflate: false });
	chat.now.socket = socket;
	let wasOpen = false;
	socket.on("open", () => {
		wasOpen = true;
		if (chat.now.isStill) socket.pause();
		chat.note({ kind: "opened" });
	});
	socket.on("message", (frame) => take(chat, String(frame)));
	socket.on("error", () => undefined);
	socket.on("close", (code) => {
		if (wasOpen) chat.note({ kind: "closed", code });
		if (chat.now.isLeaving) return;
		resume(chat, sessionOf(chat)).then(
			(next) => {
				if (!chat.now.isLeaving) listen(chat, next);
			},
			() => undefined,
		);
	});
};

type Activity = {
	readonly id: string;
	readonly from: { readonly role: "user" | "bot" };
	readonly replyToId?: string;
	readonly channelData?: { readonly clientActivityID?: string; readonly relink?: { readonly turn: number } };
};

type ActivitySet = { readonly activities: readonly Activity[]; readonly watermark: string };

const toSeen = ({ id, from, replyToId, channelData }: Activity): Seen => ({
	seq: Number(id.split("|")[1]),
	id,
	role: from.role,
	...(channelData?.clientActivityID === undefined ? {} : { messageId: channelData.clientActivityID }),
	...(replyToId === undefined ? {} : { replyTo: replyToId }),
	...(channelData?.relink === undefined ? {} : { turn: channelData.relink.turn }),
});

const take = (chat: Chat, frame: string): void => {
	if (frame === "") return;
	const { activities, watermark } = JSON.parse(frame) as ActivitySet;
	for (const seen of activities.map(toSeen)) {
		chat.note({ kind: "saw", ...seen });
		if (seen.replyTo !== undefined) {
			chat.now.answered.add(seen.replyTo);
			chat.now.awaited.delete(seen.replyTo);
		}
		chat.heard(seen);
	}
	chat.now.watermark = Number(watermark);
};

const send = async (chat: Chat, messageId: string, text: string): Promise<boolean> => {
	const { conversationId, token } = sessionOf(chat);
	chat.note({ kind: "sent", messageId });
	const body = { type: "message", text, locale: "en", channelData: { clientActivityID: messageId } };
	const answer = await httpCall(directLine(chat, `/${conversationId}/activities`), { method: "POST", body, token });
	if (!isSuccess(answer)) {
		chat.note({ kind: "failed", messageId, status: answer.status });
		return false;
	}
	const { id } = answer.body as { id: string };
	chat.now.acknowledged += 1;
	if (!chat.now.answered.has(id)) chat.now.awaited.add(id);
	chat.note({ kind: "acknowledged", messageId, id });
	return true;
};

/** As many as the server gives at once. */
const pageLength = 200;

const readLog = async (chat: Chat): Promise<readonly Seen[]> => {
	const { conversationId, token } = sessionOf(chat);
	const entries: Seen[] = [];
	for (;;) {
		const page = await until("a page of the log", async () => {
			const answer = await httpCall(directLine(chat, `/${conversationId}/activities?watermark=${entries.length}`), { token });
			return isSuccess(answer) ? (answer.body as ActivitySet) : null;
		});
		entries.push(...page.activities.map(toSeen));
		if (page.activities.length < pageLength) return entries;
	}
};

/** What never comes is for the judge to find: here it is only waited for. */
const settleMs = 20_000;

const finish = async (chat: Chat): Promise<void> => {
	const { now } = chat;
	const isSettled = async () => now.awaited.size === 0 && (await readLog(chat)).length <= now.watermark;
	await untilTrue("answers", isSettled, settleMs).catch(() => undefined);
	now.isLeaving = true;
	chat.note({ kind: "left" });
	now.socket?.close();
	chat.note({ kind: "log", entries: await readLog(chat) });
};
