// What machines ask: is the process alive, can it serve, how is it doing.

import type { Registry } from "prom-client";
import type { Routes } from "../create-http-server.ts";
import { httpError, sendJson } from "../http-error.ts";

type Deps = {
	/** True when a message could be accepted now; it may take as long as a probe waits. */
	readonly ready: () => Promise<boolean>;
	readonly metrics: Pick<Registry, "contentType" | "metrics">;
};

/** `/healthz`, `/readyz` and `/metrics`. */
export const healthRoutes =
	({ ready, metrics }: Deps): Routes =>
	(server) => {
		server.get("/healthz", async (_request, response) => sendJson(response, 200, { status: "ok" }));
		server.get("/readyz", async (_request, response) => {
			if (!(await ready())) throw httpError(503, "NotReady", "not ready to serve");
			sendJson(response, 200, { status: "ready" });
		});
		server.get("/metrics", async (_request, response) => {
			const text = await metrics.metrics();
			response.writeHead(200, { "Content-Type": metrics.contentType });
			response.end(text);
		});
	};
