// A contract fake of the Bot Connector: it takes what its REST API takes and refuses the rest, and can be told to fail.

import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

/** POST /v3/conversations/{id}/activities, as its published description has it. */
const outgoing = z.looseObject({
	type: z.literal("message"),
	channelId: z.string(),
	serviceUrl: z.string(),
	conversation: z.looseObject({ id: z.string() }),
	from: z.looseObject({ id: z.string() }),
	recipient: z.looseObject({ id: z.string() }),
	text: z.string().optional(),
	textFormat: z.enum(["markdown", "plain", "xml"]).optional(),
	replyToId: z.undefined().optional(),
	attachments: z
		.array(
			z.object({
				contentType: z.literal("application/vnd.microsoft.card.adaptive"),
				content: z.looseObject({
					type: z.literal("AdaptiveCard"),
					version: z.string(),
					actions: z.array(z.looseObject({ title: z.string() })).max(6),
				}),
			}),
		)
		.optional(),
});

type Sent = z.output<typeof outgoing>;

type Failure = { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | "hang" | "cut";

export type FakeConnector = {
	readonly url: string;
	readonly sent: Sent[];
	/** What was wrong with what it did not take. */
	readonly refused: unknown[];
	/** Its attachments: what GET /v3/attachments/{id}/views/original answers. */
	readonly pictures: Map<string, Buffer>;
	/** The next calls fail like this, one after the other. */
	readonly fail: (...failures: Failure[]) => void;
	readonly close: () => Promise<void>;
};

const picturePath = /^\/v3\/attachments\/([^/]+)\/views\/original$/;

const path = /^\/v3\/conversations\/([^/]+)\/activities$/;

/** No chaining: restify, in the same process, patches writeHead to return nothing. */
const answer = (response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void => {
	response.writeHead(status, { "Content-Type": "application/json", ...headers });
	response.end('{"id":"1"}');
};

/** Listens on loopback. */
export const startFakeConnector = async (): Promise<FakeConnector> => {
	const sent: Sent[] = [];
	const refused: unknown[] = [];
	const failures: Failure[] = [];
	const pictures = new Map<string, Buffer>();
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		const failure = failures.shift();
		if (failure === "hang") return;
		if (failure === "cut") {
			request.socket.destroy();
			return;
		}
		if (failure !== undefined) {
			answer(response, failure.status, failure.headers);
			return;
		}
		const picture = picturePath.exec(request.url ?? "")?.[1];
		if (request.method === "GET" && picture !== undefined) {
			response.writeHead(pictures.has(picture) ? 200 : 404, { "Content-Type": "application/octet-stream" });
			response.end(pictures.get(picture));
			return;
		}
		const conversation = path.exec(request.url ?? "")?.[1];
		const activity = outgoing.safeParse(JSON.parse(Buffer.concat(chunks).toString() || "null"));
		const isRight =
			request.method === "POST" && activity.success && decodeURIComponent(conversation ?? "") === activity.data.conversation.id;
		if (isRight && activity.success) sent.push(activity.data);
		else refused.push(activity.error ?? request.url);
		answer(response, isRight ? 201 : 400);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/`,
		sent,
		refused,
		pictures,
		fail: (...next) => failures.push(...next),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
};
