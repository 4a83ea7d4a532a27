// Direct Line 3.0, wired: its routes and its WebSocket end.

import { randomBytes } from "node:crypto";
import type restify from "restify";
import type { Routes } from "../../http/create-http-server.ts";
import { notFound } from "../../http/http-error.ts";
import { baseUrl } from "../../http/origin.ts";
import { createRateLimit } from "../../http/rate-limit.ts";
import type { Logger } from "../../logger.ts";
import type { Store } from "../../store/store.ts";
import type { Turns } from "../../turn/turns.ts";
import { type Allowances, allowances } from "../limits.ts";
import { list, post, upload } from "./activities.ts";
import { allowPage, answerPreflight } from "./cors.ts";
import { type Endpoint, serve } from "./endpoint.ts";
import { generate, refresh, resume, start } from "./sessions.ts";
import { createSockets, type Sockets } from "./sockets.ts";
import { createTickets } from "./tickets.ts";
import type { Tokens } from "./tokens.ts";
import { attachmentsPath, type Uploads } from "./uploads.ts";

type Deps = {
	readonly store: Store;
	readonly turns: Pick<Turns, "join" | "say">;
	readonly tokens: Tokens;
	readonly uploads: Uploads;
	readonly publicUrl: string | null;
	readonly now: () => number;
	readonly logger: Logger;
	readonly limits?: Allowances;
};

export type DirectLine = { readonly routes: Routes; readonly sockets: Sockets };

/** 128 random bits, in the alphabet of URLs. */
export const newId = (): string => randomBytes(16).toString("base64url");

const root = "/v3/directline";

/** Routes for the HTTP server and the upgrade that belongs to them. */
export const createDirectLine = (deps: Deps): DirectLine => {
	const { now, tokens, publicUrl, limits = allowances } = deps;
	const tickets = createTickets({ tokens, store: deps.store.conversations, now, newId });
	const limit = (name: keyof Allowances) => createRateLimit({ ...limits[name], now });
	const around = { tokens, publicUrl, starts: limit("starts"), calls: limit("calls") };
	const sessions = { store: deps.store, turns: deps.turns, tokens, tickets, newId };
	const activities = { store: deps.store, turns: deps.turns, uploads: deps.uploads, now, uploadLimit: limit("uploads"), newId };
	const endpoints: readonly (readonly ["get" | "post", string, Endpoint])[] = [
		["post", "/tokens/generate", generate(sessions)],
		["post", "/tokens/refresh", refresh(sessions)],
		["post", "/conversations", start(sessions)],
		["get", "/conversations/:id", resume(sessions)],
		["get", "/conversations/:id/activities", list(activities)],
		["post", "/conversations/:id/activities", post(activities)],
		["post", "/conversations/:id/upload", upload(activities)],
		["get", "/session/getsessionid", async () => ({ status: 200, body: { sessionId: "" } })],
	];
	return {
		routes: (server) => {
			server.opts(`${root}/*`, answerPreflight);
			server.get(`${attachmentsPath}/:id/:name`, sendPicture(deps.uploads));
			for (const [method, path, endpoint] of endpoints) server[method](root + path, serve(around, endpoint));
		},
		sockets: createSockets({ ...deps, tickets, baseUrl: (request) => baseUrl(request, publicUrl) }),
	};
};

/** The address is the permission: an img element sends no token. */
const sendPicture = (uploads: Uploads) => async (request: restify.Request, response: restify.Response) => {
	allowPage(request, response);
	const picture = await uploads.find(request.params.id, request.params.name);
	if (picture === null) throw notFound();
	response.writeHead(200, {
		"Content-Type": picture.type,
		"Content-Length": picture.bytes.length,
		"Cache-Control": "private, max-age=86400",
	});
	response.end(picture.bytes);
};
