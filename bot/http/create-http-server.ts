// The one HTTP server: restify's router, one shape of errors, security headers, an access log without text, WebSocket upgrades, a graceful end.

import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import restify from "restify";
import type { Logger } from "../logger.ts";
import { sendError, toHttpError } from "./http-error.ts";
import { refuseUpgrade, type Upgrade, upgradeFor } from "./upgrade.ts";

/** Adds its routes. Handlers are async functions of (request, response): restify hangs on a synchronous throw. */
export type Routes = (server: restify.Server) => void;

export type HttpServer = {
	/** Resolves with the port once it is bound; port 0 picks a free one. */
	listen(port: number, host: string): Promise<number>;
	/** Stops accepting, lets requests under way finish, then ends what is left. */
	close(): Promise<void>;
	readonly raw: restify.Server;
};

type Deps = {
	readonly routes: readonly Routes[];
	readonly upgrades: readonly Upgrade[];
	readonly logger: Logger;
	/** Requests still running this long after close() are cut. */
	readonly graceMs?: number;
};

/** What every answer carries unless a route says otherwise; pages bring their own content security policy. */
const securityHeaders: readonly (readonly [string, string])[] = [
	["X-Content-Type-Options", "nosniff"],
	["Referrer-Policy", "no-referrer"],
	["Cache-Control", "no-store"],
	["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"],
];

/** Builds the server; it listens only when told to. */
export const createHttpServer = ({ routes, upgrades, logger, graceMs = 5_000 }: Deps): HttpServer => {
	const raw = createRestify(logger);
	raw.server.requestTimeout = 60_000;
	raw.server.headersTimeout = 10_000;
	// Longer than proxies keep their side open, so that none sends into a connection that is just closing.
	raw.server.keepAliveTimeout = 65_000;
	raw.first((request, response) => {
		for (const [name, value] of securityHeaders) response.setHeader(name, value);
		return isReadable(request) || refuseUrl(response);
	});
	raw.on("restifyError", answerError(logger));
	raw.on("after", logAccess(logger));
	for (const add of routes) add(raw);
	const upgraded = new Set<Duplex>();
	raw.on("upgrade", dispatchUpgrade(upgrades, upgraded));
	return { raw, listen: listen(raw), close: close({ raw, upgrades, upgraded, graceMs }) };
};

/** @types/restify 8 lacks restify 12's `first`, which runs before anything of restify's own. */
type Restify = restify.Server & { first(handler: (request: restify.Request, response: restify.Response) => boolean): void };

const createRestify = (logger: Logger): Restify =>
	// @types/restify 8 still names bunyan's logger type; restify 12 takes pino.
	restify.createServer({ name: "", log: logger as never, ignoreTrailingSlash: true, onceNext: true }) as Restify;

/** restify parses the Host and the URL outside its error handling, and once: what it cannot parse is refused before. */
const isReadable = (request: restify.Request): boolean => {
	try {
		const { pathname } = request.getUrl();
		// No id has a NUL, and PostgreSQL would fail on it.
		return !(pathname?.includes("%") && decodeURI(pathname).includes("\0"));
	} catch {
		return false;
	}
};

const refuseUrl = (response: restify.Response): false => {
	response.writeHead(400, { "Content-Type": "application/json" });
	response.end('{"error":{"code":"BadRequest","message":"the address is malformed"}}');
	return false;
};

/** Never calls restify's callback: that would let it write its own answer after ours. */
const answerError = (logger: Logger) => (request: restify.Request, response: restify.Response, error: unknown) => {
	const answer = toHttpError(error);
	if (answer.status === 500) logger.error({ err: error, method: request.method, route: routeOf(request) }, "request failed");
	sendError(response, answer);
};

/** The route's pattern, never the address: ids, tokens and words stay out of the log. */
const logAccess = (logger: Logger) => (request: restify.Request, response: restify.Response) => {
	const level = response.statusCode >= 500 ? "warn" : "debug";
	logger[level](
		{ method: request.method, route: routeOf(request), status: response.statusCode, ms: Date.now() - request.time() },
		"request",
	);
};

const routeOf = (request: restify.Request): string => {
	// @types/restify says the route is always there; a request that found none has none.
	const route = request.getRoute() as restify.Route | undefined;
	return typeof route?.path === "string" ? route.path : "none";
};

const dispatchUpgrade =
	(upgrades: readonly Upgrade[], upgraded: Set<Duplex>) =>
	(request: IncomingMessage, socket: Duplex, head: Buffer): void => {
		socket.on("error", () => socket.destroy());
		upgraded.add(socket);
		socket.once("close", () => upgraded.delete(socket));
		const upgrade = upgradeFor(upgrades, request);
		if (upgrade === undefined || upgrade.allows?.(request) === false) {
			refuseUpgrade(socket, upgrade === undefined ? 404 : 403);
			return;
		}
		void upgrade.accept(request, socket, head);
	};

const listen =
	(raw: restify.Server) =>
	(port: number, host: string): Promise<number> =>
		new Promise((resolve, reject) => {
			raw.server.once("error", reject);
			raw.server.listen(port, host, () => {
				raw.server.off("error", reject);
				resolve((raw.server.address() as AddressInfo).port);
			});
		});

type Closing = {
	readonly raw: restify.Server;
	readonly upgrades: readonly Upgrade[];
	readonly upgraded: ReadonlySet<Duplex>;
	readonly graceMs: number;
};

const close =
	({ raw, upgrades, upgraded, graceMs }: Closing) =>
	(): Promise<void> =>
		new Promise((resolve) => {
			const cut = setTimeout(() => {
				raw.server.closeAllConnections();
				for (const socket of upgraded) socket.destroy();
			}, graceMs);
			raw.server.close(() => {
				clearTimeout(cut);
				resolve();
			});
			for (const upgrade of upgrades) upgrade.close?.();
			raw.on("after", () => setImmediate(() => raw.server.closeIdleConnections()));
		});
