import restify from "restify";
import { describe, expect, it } from "vitest";
import { createDirectLine } from "../../../../bot/channels/direct-line/direct-line.ts";
import { newId } from "../../../../bot/channels/direct-line/new-id.ts";
import { createTokens } from "../../../../bot/channels/direct-line/tokens.ts";
import { createTeams } from "../../../../bot/channels/teams/teams.ts";
import type { Routes } from "../../../../bot/http/create-http-server.ts";
import description from "../../../../bot/http/openapi.json" with { type: "json" };
import { deskRoutes } from "../../../../bot/http/routes/desk.ts";
import { healthRoutes } from "../../../../bot/http/routes/health.ts";
import { openApiRoutes } from "../../../../bot/http/routes/openapi.ts";
import { tokenRoutes } from "../../../../bot/http/routes/token.ts";

/** Adding a route asks for nothing that answering one would. */
const unused = new Proxy({}, { get: () => () => () => undefined }) as never;
const now = () => 0;
const tokens = createTokens({ secret: "s", now });

const routes: readonly Routes[] = [
	healthRoutes({ ready: unused, metrics: unused }),
	openApiRoutes,
	tokenRoutes({ tokens, store: unused, chatOrigins: [], publicUrl: null, retentionDays: 30, starts: unused, now, newId }),
	createDirectLine({ store: unused, turns: unused, tokens, uploads: unused, publicUrl: null, now, logger: unused }).routes,
	createTeams({ store: unused, turns: unused, uploads: unused, now, logger: unused, config: { MicrosoftAppId: "" } as never }).routes,
	deskRoutes({ store: unused, turns: unused, feed: unused, describe: unused, status: unused, webDir: "dist/web", publicUrl: null, now }),
];

type Mounted = { readonly method: string; readonly path: string };

/** "GET /v3/directline/conversations/{}": what a parameter is called does not matter. */
const mounted = (): readonly string[] => {
	const server = restify.createServer();
	for (const add of routes) add(server);
	// @types/restify does not know its router's list.
	const all: readonly Mounted[] = Object.values((server.router as unknown as { getRoutes(): Record<string, Mounted> }).getRoutes());
	return all
		.filter(({ method, path }) => method !== "OPTIONS" && method !== "HEAD" && (!path.startsWith("/desk") || path.startsWith("/desk/api")))
		.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, "{}")}`);
};

const described = (): readonly string[] =>
	Object.entries(description.paths).flatMap(([path, operations]) =>
		Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, "{}")}`),
	);

describe("openapi.json", () => {
	it("describes every endpoint there is, and no other", () => {
		// The stream is a WebSocket: an upgrade, not a route.
		expect(described().toSorted()).toEqual([...mounted(), "GET /v3/directline/stream"].toSorted());
	});

	it("refers only to parts it has", () => {
		const text = JSON.stringify(description);
		for (const [, kind = "", name = ""] of text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g)) {
			expect(description.components).toHaveProperty([kind, name]);
		}
	});
});
