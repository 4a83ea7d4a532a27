// Live updates for an agent's page as Server-Sent Events: hints to fetch again, and beats the page answers with /desk/api/alive.

import type { Response, Server } from "restify";
import type { CaseFeed, Ring } from "../../desks/case-feed.ts";
import type { CaseStore } from "../../store/case-store.ts";
import { admit, type Endpoint, type SessionDeps } from "./desk-session.ts";

type StreamDeps = SessionDeps & { readonly feed: CaseFeed; readonly cases: CaseStore; readonly now: () => number };

/** A page that does not read is let go of; it comes back and fetches what it missed. */
const maxUnreadBytes = 64 * 1024;
const retryMs = 1_000;

/** The page's sign of life: without one its agent's cases go back to the queue within a minute. */
export const aliveEndpoint = ({ cases, now }: Pick<StreamDeps, "cases" | "now">): Endpoint => ({
	method: "post",
	path: "/desk/api/alive",
	role: "agent",
	answer: ({ agent }) => cases.keepAlive(agent.id, now()),
});

/** The stream itself; opening it is a sign of life too. */
export const streamRoutes =
	(deps: StreamDeps) =>
	(server: Server): void => {
		server.get("/desk/api/stream", async (request, response) => {
			const { agent, token } = await admit(deps, { method: "get", role: "agent" }, request);
			await deps.cases.keepAlive(agent.id, deps.now());
			start(response);
			const ring = (rung: Ring): void => {
				send(response, rung);
				if (rung.kind === "beat") endWhenSignedOut(deps, token, response);
			};
			const leave = deps.feed.join({ agent, ring, end: () => response.end() });
			response.on("close", leave);
			if (request.socket.destroyed) leave();
		});
	};

const start = (response: Response): void => {
	// Proxies such as nginx would hold events back otherwise.
	response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no" });
	response.write(`retry: ${retryMs}\n\n`);
};

const send = (response: Response, { kind, ...hint }: Ring): void => {
	if (response.writableLength > maxUnreadBytes) response.destroy();
	else response.write(`event: ${kind}\ndata: ${JSON.stringify(hint)}\n\n`);
};

const endWhenSignedOut = ({ signIn }: StreamDeps, token: string, response: Response): void => {
	signIn.whoIs(token).then(
		(agent) => agent === null && response.end(),
		() => response.destroy(),
	);
};
