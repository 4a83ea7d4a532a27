// Direct Line 3.0, wired: its routes and its WebSocket end.

import { pipeline } from "node:stream/promises";
import type restify from "restify";
import { createBodyRoom } from "../../http/body-room.ts";
import type { Routes } from "../../http/create-http-server.ts";
import { notFound, requireAllowed } from "../../http/http-error.ts";
import { baseUrl, clientAddress } from "../../http/origin.ts";
import { createRateLimit, type RateLimit } from "../../http/rate-limit.ts";
import type { Logger } from "../../logger.ts";
import type { Store } from "../../store/store.ts";
import type { Turns } from "../../turn/turns.ts";
import { type Allowances, allowances } from "../limits.ts";
import { list, post, upload } from "./activities.ts";
import { allowPage, answerPreflight } from "./cors.ts";
import { type Endpoint, serve } from "./endpoint.ts";
import { newId } from "./new-id.ts";
import { createNoteDelivered } from "./note-delivered.ts";
import { generate, refresh, resume, start } from "./sessions.ts";
import { createSockets, type Sockets } from "./sockets.ts";
import { createTickets } from "./tickets.ts";
import type { Tokens } from "./tokens.ts";
import { maxUploadBytes } from "./upload-body.ts";
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

const root = "/v3/directline";

/** Routes for the HTTP server and the upgrade that belongs to them. */
export const createDirectLine = (deps: Deps): DirectLine => {
	const { now, tokens, publicUrl, limits = allowances } = deps;
	const tickets = createTickets({ tokens, store: deps.store.conversations, now, newId });
	const limit = (name: keyof Allowances) => createRateLimit({ ...limits[name], now });
	const around = { tokens, publicUrl, starts: limit("starts"), calls: limit("calls") };
	const sessions = { store: deps.store, turns: deps.turns, tokens, tickets, newId };
	const noteDelivered = createNoteDelivered({ promises: deps.store.promises, now, logger: deps.logger });
	const activities = {
		...{ store: deps.store, turns: deps.turns, uploads: deps.uploads, noteDelivered, newId },
		uploadLimit: limit("uploads"),
		uploadsFromLimit: limit("uploadsFrom"),
		bodyRoom: createUploadRoom(),
	};
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
			server.get(`${attachmentsPath}/:id/:name`, sendPicture(deps.uploads, limit("pictures")));
			for (const [method, path, endpoint] of endpoints) server[method](root + path, serve(around, endpoint));
		},
		sockets: createSockets({ ...deps, tickets, noteDelivered, baseUrl: (request) => baseUrl(request, publicUrl) }),
	};
};

/** What of uploads is held in memory at a time: two of the largest, and one from an address. */
const createUploadRoom = () => createBodyRoom({ totalBytes: 2 * maxUploadBytes, bytesAnAddress: maxUploadBytes });

/** A reader that takes nothing for so long is cut. */
const stallMs = 30_000;

/** The address is the permission: an img element sends no token. */
const sendPicture = (uploads: Uploads, limit: RateLimit) => async (request: restify.Request, response: restify.Response) => {
	allowPage(request, response);
	requireAllowed(limit(clientAddress(request)));
	const picture = await uploads.find(request.params.id, request.params.name);
	if (picture === null) throw notFound();
	response.setTimeout(stallMs, () => response.destroy());
	response.writeHead(200, {
		"Content-Type": picture.type,
		"Content-Length": picture.length,
		"Cache-Control": "private, max-age=86400",
	});
	// A reader that goes away in the middle is no failure.
	await pipeline(picture.bytes, response).catch(() => response.destroy());
};
