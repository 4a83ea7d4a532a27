// Direct Line by hand: for what the published client never does.

import { WebSocket } from "ws";
import type { Channels } from "./start-channels.ts";

export type Body = Readonly<Record<string, unknown>>;

export type Session = { readonly conversationId: string; readonly token: string; readonly streamUrl: string };

type CallOptions = { readonly bearer?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown };

/** One call; a body that is not a string is sent as JSON. */
export const call = (
	channels: Channels,
	method: "GET" | "POST" | "OPTIONS",
	path: string,
	{ bearer, headers, body }: CallOptions = {},
): Promise<Response> =>
	fetch(`${channels.url}/v3/directline${path}`, {
		method,
		headers: { ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }), ...headers },
		...(body === undefined ? {} : { body: body instanceof FormData || typeof body === "string" ? body : JSON.stringify(body) }),
	});

/** A token of the chat page; `origin` is the page's. */
export const getToken = async (channels: Channels, origin?: string, body?: Body): Promise<Session> => {
	const response = await fetch(`${channels.url}/chat/token`, {
		method: "POST",
		...(origin === undefined ? {} : { headers: { Origin: origin } }),
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return response.json();
};

/** A conversation that has begun. */
export const begin = async (channels: Channels): Promise<Session> => {
	const { token } = await getToken(channels);
	const response = await call(channels, "POST", "/conversations", { bearer: token });
	return response.json();
};

/** Says something and resolves with the answer. */
export const say = (channels: Channels, { conversationId, token }: Session, text: string, clientActivityID?: string): Promise<Response> =>
	call(channels, "POST", `/conversations/${conversationId}/activities`, {
		bearer: token,
		body: { type: "message", text, ...(clientActivityID === undefined ? {} : { channelData: { clientActivityID } }) },
	});

export type Stream = {
	readonly socket: WebSocket;
	/** [watermark, text] of each activity, in order of arrival. */
	readonly seen: (readonly [number, string])[];
	/** Resolves with the close code, or -1 when the upgrade was refused. */
	readonly closed: Promise<number>;
};

type Frame = { readonly activities: readonly { readonly text: string }[]; readonly watermark: string };

/** Opens a stream URL and listens. */
export const openStream = (url: string, origin?: string): Stream => {
	const socket = new WebSocket(url, origin === undefined ? {} : { origin });
	const seen: (readonly [number, string])[] = [];
	socket.on("message", (text) => {
		const frame: Frame = JSON.parse(String(text));
		for (const activity of frame.activities) seen.push([Number(frame.watermark), activity.text]);
	});
	const closed = new Promise<number>((resolve) => {
		socket.on("error", () => resolve(-1));
		socket.on("close", resolve);
	});
	return { socket, seen, closed };
};
