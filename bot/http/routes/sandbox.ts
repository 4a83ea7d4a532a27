// /sandbox: a pretend status page with a switch for developers, and the same in Statuspage v2 format for the bot.

import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import type { Request, Response } from "restify";
import { z } from "zod";
import { partStates, type Sandbox, sandboxParts } from "../../status/sandbox-state.ts";
import { activeMaintenanceOf, summaryOf, unresolvedOf } from "../../status/sandbox-summary.ts";
import { sandboxPage } from "../../web/sandbox/sandbox-page.ts";
import { sandboxStyles } from "../../web/sandbox/sandbox-styles.ts";
import type { Routes } from "../create-http-server.ts";
import { httpError, sendJson } from "../http-error.ts";
import { parseAs, readBytes } from "../json-body.ts";
import { baseUrl, clientAddress, isOwnOrigin, originOf } from "../origin.ts";

type Deps = {
	readonly sandbox: Sandbox;
	readonly publicUrl: string | null;
	readonly now: () => number;
	/** Told after each switch, so that merchants hear of it without waiting for the next reading. */
	readonly switched: () => void;
};

const maxFormBytes = 2_048;
const contentSecurityPolicy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const state = z.enum(partStates);
const form = z.strictObject({
	all: state.optional(),
	...Object.fromEntries(sandboxParts.map((id) => [id, state.optional()])),
});

const documents = {
	"/sandbox/api/v2/summary.json": summaryOf,
	"/sandbox/api/v2/incidents/unresolved.json": unresolvedOf,
	"/sandbox/api/v2/scheduled-maintenances/active.json": activeMaintenanceOf,
} as const;

/** The page, its switch, and the three documents of its API. */
export const sandboxRoutes =
	(deps: Deps): Routes =>
	(server) => {
		server.get("/sandbox", async (_request, response) => {
			send(response, "text/html; charset=utf-8", sandboxPage(await deps.sandbox.read(), Object.keys(documents)));
		});
		server.get("/sandbox/sandbox.css", async (_request, response) => send(response, "text/css; charset=utf-8", sandboxStyles));
		server.post("/sandbox", async (request, response) => turn(deps, request, response));
		for (const [path, documentOf] of Object.entries(documents)) {
			server.get(path, async (request, response) => {
				const url = `${baseUrl(request, deps.publicUrl)}/sandbox`;
				sendJson(response, 200, documentOf(await deps.sandbox.read(), { url, now: deps.now() }));
			});
		}
	};

/** "All" goes first, so that a form that holds both says what its button says. */
const turn = async (deps: Deps, request: Request, response: Response): Promise<void> => {
	mustBeDeveloper(deps, request);
	const body = await readBytes(request, maxFormBytes);
	const { all, ...parts } = parseAs(form, Object.fromEntries(new URLSearchParams(body.toString())));
	const changes = all === undefined ? parts : Object.fromEntries(sandboxParts.map((id) => [id, all]));
	await deps.sandbox.turn(changes);
	deps.switched();
	response.writeHead(303, { Location: "/sandbox" });
	response.end();
};

/** The page itself, or a script on this machine. Another site's form carries its own Origin. */
const mustBeDeveloper = ({ publicUrl }: Deps, request: IncomingMessage): void => {
	if (originOf(request) === undefined ? isLoopback(clientAddress(request)) : isOwnOrigin(request, publicUrl)) return;
	throw httpError(403, "BadOrigin", "only the sandbox page itself or this machine may switch it");
};

const isLoopback = (address: string): boolean => address === "::1" || (isIP(address) === 4 && address.startsWith("127."));

const send = (response: Response, type: string, text: string): void => {
	const bytes = Buffer.from(text);
	response.writeHead(200, { "Content-Type": type, "Content-Length": bytes.length, "Content-Security-Policy": contentSecurityPolicy });
	response.end(bytes);
};
