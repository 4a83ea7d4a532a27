// A Direct Line server that says what a test wants and fails as a test wants: for what the real one should never do.

import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Request, Response } from "restify";
import { type WebSocket, WebSocketServer } from "ws";
import { createHttpServer, type HttpServer, type Routes } from "../../bot/http/create-http-server.ts";
import { httpError, sendJson } from "../../bot/http/http-error.ts";
import { readBytes, readJson } from "../../bot/http/json-body.ts";
import { webRoutes } from "../../bot/http/routes/web.ts";
import type { Upgrade } from "../../bot/http/upgrade.ts";
import { silentLogger } from "../support/silent-logger.ts";

export type Said = {
	readonly id?: string;
	readonly type?: string;
	readonly text?: string;
	readonly locale?: string;
	readonly from?: object;
	readonly attachments?: readonly object[];
	readonly channelData?: { readonly clientActivityID?: string; readonly relink?: object };
};

/** Starts one, serving the chat that `folder` holds, in frames of `origins` too. */
export const startScriptedBot = async (folder: string, origins: readonly string[] = []): Promise<ScriptedBot> => {
	const bot = new ScriptedBot(folder, origins);
	await bot.listen();
	return bot;
};

export class ScriptedBot {
	readonly faults = {
		/** Sockets are refused, as by a proxy that knows no WebSockets. */
		socketsRefused: false,
		/** Sockets stay open and say nothing. */
		socketsDeaf: false,
		/** So many posts are accepted, and the answer is lost. */
		answersLost: 0,
		/** Posts are refused with this status and not accepted. */
		postsRefused: 0,
		/** The token is no longer good, nor can it be renewed. */
		tokensExpired: false,
		/** Everything written is forgotten: conversations answer 404. */
		conversationsGone: false,
	};
	/** Every message that arrived, whether or not it was taken. */
	readonly posts: Said[] = [];
	/** What is said when a merchant has joined or said something. */
	answer: (said: Said) => readonly Said[] = () => [];
	url = "";
	private log: Said[] = [];
	private token = newToken();
	private readonly http: HttpServer;
	private readonly sockets = new WebSocketServer({ noServer: true });

	constructor(folder: string, origins: readonly string[]) {
		const routes = [webRoutes({ folder, origins }), this.routes];
		this.http = createHttpServer({ logger: silentLogger, upgrades: [this.upgrade()], routes });
	}

	async listen(): Promise<void> {
		this.url = `http://127.0.0.1:${await this.http.listen(0, "127.0.0.1")}`;
	}

	/** Says something to everybody. */
	say(said: Said): void {
		this.push({ from: { id: "bot", role: "bot" }, ...said });
	}

	/** The merchant's messages that were taken. */
	accepted(): readonly Said[] {
		return this.log.filter((entry) => entry.channelData?.clientActivityID !== undefined);
	}

	hangUp(): void {
		for (const socket of this.sockets.clients) socket.terminate();
	}

	async close(): Promise<void> {
		this.hangUp();
		await this.http.close();
	}

	private readonly routes: Routes = (server) => {
		const root = "/v3/directline";
		server.post("/chat/token", async (request, response) => this.giveToken(request, response));
		server.post(
			`${root}/tokens/refresh`,
			this.guarded(async (_, response) => sendJson(response, 200, this.opened(0))),
		);
		server.post(`${root}/conversations`, this.guarded(this.start));
		server.get(
			`${root}/conversations/:id`,
			this.guarded(async (request, response) => sendJson(response, 200, this.opened(watermarkOf(request)))),
		);
		server.get(
			`${root}/conversations/:id/activities`,
			this.guarded(async (request, response) => sendJson(response, 200, this.after(watermarkOf(request)))),
		);
		server.post(
			`${root}/conversations/:id/activities`,
			this.guarded(async (request, response) => this.hear((await readJson(request)) as Said, response)),
		);
		server.post(
			`${root}/conversations/:id/upload`,
			this.guarded(async (request, response) => this.hear(await readUpload(request), response)),
		);
	};

	private guarded(serve: (request: Request, response: Response) => Promise<void>) {
		return async (request: Request, response: Response): Promise<void> => {
			const isOurs = request.headers.authorization === `Bearer ${this.token}`;
			if (this.faults.tokensExpired || !isOurs) throw httpError(403, "TokenExpired", "the token has expired");
			if (this.faults.conversationsGone) throw httpError(404, "NotFound", "not found");
			await serve(request, response);
		};
	}

	private upgrade(): Upgrade {
		return {
			path: "/stream",
			allows: () => !this.faults.socketsRefused,
			accept: (request, socket, head) => this.sockets.handleUpgrade(request, socket, head, (ws) => this.greet(ws, watermarkOf(request))),
		};
	}

	private greet(socket: WebSocket, watermark: number): void {
		const missed = this.after(watermark);
		if (missed.activities.length > 0) socket.send(JSON.stringify(missed));
	}

	/** An earlier token brings its conversation back, unless it or the conversation is lost. */
	private async giveToken(request: Request, response: Response): Promise<void> {
		const { token } = (await readJson(request)) as { token: string | null };
		const isBack = token === this.token && !this.faults.tokensExpired;
		if (!isBack) this.token = newToken();
		Object.assign(this.faults, { tokensExpired: false, conversationsGone: false });
		sendJson(response, 200, { conversationId: isBack ? "c" : "new", token: this.token, expires_in: 1800 });
	}

	private readonly start = async (request: Request, response: Response): Promise<void> => {
		const { locale } = (await readJson(request)) as { locale: string };
		this.log = [];
		for (const reply of this.answer({ type: "conversationUpdate", locale })) this.say(reply);
		sendJson(response, 201, this.opened(0));
	};

	private opened(watermark: number): object {
		const streamUrl = `${this.url.replace("http", "ws")}/stream?watermark=${watermark}`;
		return { conversationId: "c", token: this.token, expires_in: 1800, streamUrl };
	}

	private after(watermark: number) {
		return { activities: this.log.slice(watermark), watermark: String(this.log.length) };
	}

	private hear(said: Said, response: Response): void {
		this.posts.push(said);
		if (this.faults.postsRefused > 0) throw httpError(this.faults.postsRefused, "Refused", "refused");
		const id = this.take(said);
		this.faults.answersLost -= 1;
		if (this.faults.answersLost >= 0) throw httpError(502, "BadGateway", "the answer was lost");
		sendJson(response, 200, { id });
	}

	/** Takes each clientActivityID once. */
	private take(said: Said): string {
		const known = this.log.find((entry) => entry.channelData?.clientActivityID === said.channelData?.clientActivityID);
		if (known?.id !== undefined) return known.id;
		const id = this.push({ ...said, from: { id: "dl_m", role: "user" } });
		for (const reply of this.answer(said)) this.say(reply);
		return id;
	}

	private push(said: Said): string {
		const id = `c|${String(this.log.length + 1).padStart(7, "0")}`;
		this.log.push({ type: "message", id, ...said });
		const frame = JSON.stringify(this.after(this.log.length - 1));
		if (!this.faults.socketsDeaf) for (const socket of this.sockets.clients) socket.send(frame);
		return id;
	}
}

const newToken = (): string => randomBytes(16).toString("hex");

const watermarkOf = (request: IncomingMessage): number =>
	Number(new URL(request.url ?? "", "http://localhost").searchParams.get("watermark")) || 0;

/** The activity, with each file of the form as an attachment. */
const readUpload = async (request: IncomingMessage): Promise<Said> => {
	const bytes = await readBytes(request, 10_000_000);
	const headers = { "Content-Type": request.headers["content-type"] ?? "" };
	const form = await new globalThis.Response(new Uint8Array(bytes), { headers }).formData();
	const activity = form.get("activity");
	const files = form.getAll("file").filter((file) => file instanceof File);
	const attachments = files.map(async (file) => ({
		contentType: file.type,
		name: file.name,
		contentUrl: "/v3/directline/attachments/c/photo.jpg",
		bytes: Buffer.from(await file.arrayBuffer()).toString("base64"),
	}));
	const said = JSON.parse(activity instanceof File ? await activity.text() : String(activity)) as Said;
	return { ...said, attachments: await Promise.all(attachments) };
};
