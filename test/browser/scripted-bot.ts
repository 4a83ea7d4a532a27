// A Direct Line server that says what a test wants and fails as a test wants: for what the real one should never do.

import { randomBytes } from "node:crypto";
import { type WebSocket, WebSocketServer } from "ws";
import { createHttpServer } from "../../bot/http/create-http-server.ts";
import { httpError, sendJson } from "../../bot/http/http-error.ts";
import { readBytes, readJson } from "../../bot/http/json-body.ts";
import { webRoutes } from "../../bot/http/routes/web.ts";
import { silentLogger } from "../support/silent-logger.ts";

type Json = Readonly<Record<string, unknown>>;

export type Faults = {
	/** Sockets are refused, as by a proxy that knows no WebSockets. */
	sockets: boolean;
	/** Posts are accepted, and the answer is lost. */
	answersLost: number;
	/** Posts are refused with this status and not accepted. */
	refusePosts: number | null;
	/** The token of before is no longer good, nor can it be renewed. */
	tokensExpired: boolean;
	/** Everything written is forgotten: conversations answer 404. */
	conversationsGone: boolean;
	/** Sockets stay open and say nothing. */
	deaf: boolean;
};

export type ScriptedBot = {
	readonly url: string;
	readonly faults: Faults;
	/** Every POST of an activity that arrived, whether or not it was taken. */
	readonly posts: Json[];
	/** Messages that were taken. */
	readonly accepted: () => readonly Json[];
	/** Says something to everybody. */
	say(activity: Json): void;
	/** What is said when a merchant has said something. */
	answer: (said: Json) => readonly Json[];
	hangUp(): void;
	close(): Promise<void>;
};

/** Starts one, serving the chat that `folder` holds. */
export const startScriptedBot = async (folder: string): Promise<ScriptedBot> => {
	const faults: Faults = {
		sockets: false,
		answersLost: 0,
		refusePosts: null,
		tokensExpired: false,
		conversationsGone: false,
		deaf: false,
	};
	const log: Json[] = [];
	const posts: Json[] = [];
	const sockets = new Set<WebSocket>();
	const server = new WebSocketServer({ noServer: true });
	let generation = newToken();

	const setAfter = (watermark: string | null) => ({
		activities: log.slice(Number(watermark ?? 0) || 0),
		watermark: String(log.length),
	});
	const push = (activity: Json) => {
		log.push({ id: `c|${String(log.length + 1).padStart(7, "0")}`, timestamp: new Date().toISOString(), ...activity });
		if (!faults.deaf)
			for (const socket of sockets) socket.send(JSON.stringify({ activities: log.slice(-1), watermark: String(log.length) }));
	};
	const say = (activity: Json) => push({ type: "message", from: { id: "bot", role: "bot" }, ...activity });
	const take = (activity: Json): string => {
		const id = clientIdOf(activity);
		const known = log.find((entry) => clientIdOf(entry) === id);
		if (known !== undefined) return String(known["id"]);
		push({ ...activity, from: { id: "dl_m", role: "user" } });
		for (const reply of bot.answer(activity)) say(reply);
		return String(log.at(-1)?.["id"]);
	};
	const mayCall = (authorization: string | undefined) => {
		if (faults.tokensExpired || authorization !== `Bearer ${generation}`) throw httpError(403, "TokenExpired", "expired");
		if (faults.conversationsGone) throw httpError(404, "NotFound", "not found");
	};
	const opened = () => ({ conversationId: "c", token: generation, expires_in: 1800, streamUrl: streamUrl(bot.url, log.length) });

	const http = createHttpServer({
		logger: silentLogger,
		upgrades: [
			{
				path: "/stream",
				allows: () => !faults.sockets,
				accept: (request, socket, head) =>
					server.handleUpgrade(request, socket, head, (ws) => {
						sockets.add(ws);
						ws.on("close", () => sockets.delete(ws));
						const missed = setAfter(new URL(request.url ?? "", "http://x").searchParams.get("after"));
						if (missed.activities.length > 0) ws.send(JSON.stringify(missed));
					}),
			},
		],
		routes: [
			webRoutes({ folder, origins: ["http://127.0.0.1:*"] }),
			(restify) => {
				restify.post("/chat/token", async (request, response) => {
					const body = (await readJson(request)) as { token?: string } | undefined;
					if (faults.tokensExpired || faults.conversationsGone) log.length = 0;
					if (body?.token == null || faults.tokensExpired) generation = newToken();
					const isKnown = body?.token != null && !faults.tokensExpired;
					Object.assign(faults, { tokensExpired: false, conversationsGone: false });
					sendJson(response, 200, { conversationId: isKnown ? "c" : "d", token: generation, expires_in: 1800 });
				});
				restify.post("/v3/directline/tokens/refresh", async (request, response) => {
					mayCall(request.headers.authorization);
					sendJson(response, 200, opened());
				});
				restify.post("/v3/directline/conversations", async (request, response) => {
					mayCall(request.headers.authorization);
					const { locale } = (await readJson(request)) as { locale: string };
					log.length = 0;
					const answer = opened();
					for (const reply of bot.answer({ type: "conversationUpdate", locale })) say(reply);
					sendJson(response, 201, answer);
				});
				restify.get("/v3/directline/conversations/:id", async (request, response) => {
					mayCall(request.headers.authorization);
					const after = new URL(request.url ?? "", "http://x").searchParams.get("watermark");
					sendJson(response, 200, { ...opened(), streamUrl: streamUrl(bot.url, Number(after ?? 0) || 0) });
				});
				restify.get("/v3/directline/conversations/:id/activities", async (request, response) => {
					mayCall(request.headers.authorization);
					sendJson(response, 200, setAfter(new URL(request.url ?? "", "http://x").searchParams.get("watermark")));
				});
				for (const kind of ["activities", "upload"] as const) {
					restify.post(`/v3/directline/conversations/:id/${kind}`, async (request, response) => {
						mayCall(request.headers.authorization);
						const activity = kind === "upload" ? await readUpload(request) : ((await readJson(request)) as Json);
						posts.push(activity);
						if (faults.refusePosts !== null) throw httpError(faults.refusePosts, "Refused", "refused");
						const id = take(activity);
						if (faults.answersLost > 0) {
							faults.answersLost -= 1;
							throw httpError(502, "BadGateway", "the answer was lost");
						}
						sendJson(response, 200, { id });
					});
				}
			},
		],
	});

	const bot: ScriptedBot & { url: string } = {
		url: "",
		faults,
		posts,
		accepted: () => log.filter((entry) => clientIdOf(entry) !== undefined),
		say,
		answer: () => [],
		hangUp: () => {
			for (const socket of sockets) socket.terminate();
		},
		close: async () => {
			for (const socket of sockets) socket.terminate();
			await http.close();
		},
	};
	bot.url = `http://127.0.0.1:${await http.listen(0, "127.0.0.1")}`;
	return bot;
};

const newToken = (): string => randomBytes(16).toString("hex");

const streamUrl = (url: string, after: number): string => `${url.replace("http", "ws")}/stream?after=${after}`;

const clientIdOf = (activity: Json): unknown => (activity["channelData"] as Json | undefined)?.["clientActivityID"];

/** The activity, with each file of the form as an attachment. */
const readUpload = async (request: Parameters<typeof readBytes>[0]): Promise<Json> => {
	const bytes = await readBytes(request, 10_000_000);
	const headers = { "Content-Type": request.headers["content-type"] ?? "" };
	const form = await new Response(new Uint8Array(bytes), { headers }).formData();
	const activity = form.get("activity");
	const files = form.getAll("file").filter((file) => file instanceof File);
	const attachments = await Promise.all(
		files.map(async (file) => ({
			contentType: file.type,
			contentUrl: "/v3/directline/attachments/c/photo.jpg",
			name: file.name,
			bytes: Buffer.from(await file.arrayBuffer()).toString("base64"),
		})),
	);
	return { ...(JSON.parse(activity instanceof File ? await activity.text() : String(activity)) as Json), attachments };
};
