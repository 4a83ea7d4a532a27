// One merchant's side of a conversation, over each way in: says something and waits until the answer has arrived.

import { randomUUID } from "node:crypto";
import { once } from "node:events";
import WebSocket from "ws";
import type { Activity, ConnectorStub } from "./connector-stub.ts";
import { post } from "./post.ts";

export type Talker = {
	say(text: string): Promise<void>;
	close(): void;
};

/** Relink's own web chat: Direct Line over REST and a WebSocket. `from` is an address a proxy would give: one may start only so many. */
export const openWebChat = async (url: string, from = "127.0.0.1"): Promise<Talker> => {
	const proxied = { "X-Forwarded-For": from };
	const { token } = (await post(`${url}/chat/token`, {}, proxied)) as { token: string };
	const auth = { ...proxied, Authorization: `Bearer ${token}` };
	const start = `${url}/v3/directline/conversations`;
	const { conversationId, streamUrl } = (await post(start, { locale: "en" }, auth)) as { conversationId: string; streamUrl: string };
	const socket = new WebSocket(streamUrl);
	const answers = createAnswers();
	socket.on("message", (frame) => {
		const { activities } = JSON.parse(String(frame) || `{"activities":[]}`) as { activities: readonly Activity[] };
		for (const activity of activities) answers.hear(activity);
	});
	await once(socket, "open");
	await answers.greeted();
	return {
		say: async (text) => {
			const answered = answers.next();
			const message = { type: "message", text, channelData: { clientActivityID: randomUUID() } };
			await post(`${start}/${conversationId}/activities`, message, auth);
			await answered;
		},
		close: () => socket.close(),
	};
};

/** The Bot Framework's protocol, as Teams speaks it: answers come in at the connector. */
export const openTeams = async (url: string, connector: ConnectorStub): Promise<Talker> => {
	const conversation = { id: `a:${randomUUID()}` };
	const answers = createAnswers();
	connector.hear(conversation.id, answers.hear);
	const activity = (over: object) => ({
		id: randomUUID(),
		channelId: "msteams",
		serviceUrl: connector.url,
		conversation,
		from: { id: `29:${conversation.id}` },
		recipient: { id: "28:bot" },
		locale: "en",
		...over,
	});
	return {
		say: async (text) => {
			const answered = answers.next();
			await post(`${url}/api/messages`, activity({ type: "message", text }));
			await answered;
		},
		close: () => connector.forget(conversation.id),
	};
};

/** Relink numbers its turns: the first is its greeting, the others answer one message each, in one activity or several. An echo says one thing. */
const createAnswers = () => {
	let said = 0;
	let resolve = () => undefined as unknown;
	const heardNext = () =>
		new Promise<void>((heard) => {
			resolve = () => heard();
		});
	const greeted = heardNext();
	return {
		greeted: () => greeted,
		/** The answer to what is said now. */
		next: () => {
			said++;
			return heardNext();
		},
		hear: ({ type, from, channelData }: Activity) => {
			if (type !== "message" || from?.role === "user") return;
			const turn = channelData?.relink?.turn;
			if (turn === undefined || turn > said) resolve();
		},
	};
};
