// Stands where Microsoft's connector stands: takes what the bot sends, answers as it is told to, and writes both down.

import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { type ChannelEvent, historian } from "../judge/history.ts";

/** `take` answers 200; `cut` and `silence` show the message, then break the connection or say nothing until the bot gives up. */
export type Mood = "take" | "429" | "502" | "502 after taking" | "cut" | "silence";

export type Connector = {
	readonly url: string;
	/** How many messages were shown, repetitions included. */
	shown(): number;
	/** The highest turn shown in a conversation; 0 when there is none. */
	lastTurn(conversation: string): number;
	/** The choices of the last message shown there. */
	lastChoices(conversation: string): readonly string[];
	close(): void;
};

type Incoming = {
	readonly text?: string;
	readonly summary?: string;
	readonly channelData?: { readonly relink?: { readonly turn: number; readonly choices?: readonly { readonly id: string }[] } };
};

const answers: Readonly<Record<Mood, { readonly said: ChannelEvent["answer"]; readonly give: (response: ServerResponse) => void }>> = {
	take: { said: "taken", give: (response) => response.writeHead(200, { "Content-Type": "application/json" }).end(`{"id":"1"}`) },
	"429": { said: "refused", give: (response) => response.writeHead(429, { "Retry-After": "1" }).end() },
	// A gateway that never passed it on: the bot cannot tell it from the next one.
	"502": { said: "refused", give: (response) => response.writeHead(502).end() },
	"502 after taking": { said: "unsaid", give: (response) => response.writeHead(502).end() },
	cut: { said: "unsaid", give: (response) => response.destroy() },
	silence: { said: "unsaid", give: () => undefined },
};

/** A connector on a free port. It writes the history `connector`. */
export const startConnector = async (histories: string, mood: () => Mood = () => "take"): Promise<Connector> => {
	const note = historian<ChannelEvent>(histories, "connector");
	const last = new Map<string, { readonly turn: number; readonly choices: readonly string[] }>();
	let shown = 0;
	const server = createServer(async (request, response) => {
		// The bot may die while it sends.
		const body = await text(request).catch(() => null);
		if (body === null) return;
		const [, encoded = ""] = request.url?.match(/\/v3\/conversations\/([^/]+)\/activities/) ?? [];
		const conversation = decodeURIComponent(encoded);
		const activity: Incoming = JSON.parse(body);
		const { turn = 0, choices = [] } = activity.channelData?.relink ?? {};
		const { said, give } = answers[mood()];
		note({ kind: "delivered", conversation, turn, text: (activity.text ?? activity.summary ?? "").slice(0, 80), answer: said });
		if (said !== "refused") {
			shown += 1;
			last.set(conversation, { turn: Math.max(turn, last.get(conversation)?.turn ?? 0), choices: choices.map(({ id }) => id) });
		}
		give(response);
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	if (address === null || typeof address === "string") throw new Error("no port was given");
	return {
		url: `http://127.0.0.1:${address.port}`,
		shown: () => shown,
		lastTurn: (conversation) => last.get(conversation)?.turn ?? 0,
		lastChoices: (conversation) => last.get(conversation)?.choices ?? [],
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
};
