// GET /openapi.json: every endpoint of the server, for people and their tools. A test holds it to the routes there are.

import type { Routes } from "../create-http-server.ts";
import { sendJson } from "../http-error.ts";
import description from "../openapi.json" with { type: "json" };

/** The description's only route. */
export const openApiRoutes: Routes = (server) => {
	server.get("/openapi.json", async (_request, response) => sendJson(response, 200, description));
};
