// The agents' page with its script and styles, as the build left them.

import { join } from "node:path";
import { pagePolicy, readAsset, sendAsset } from "../built-asset.ts";
import type { Routes } from "../create-http-server.ts";

const files = [
	["/desk", "desk/index.html"],
	["/desk/assets/desk.css", "desk/desk.css"],
	["/desk/assets/desk.js", "desk.js"],
] as const;

/** Asked about every time, sent only when changed: a deploy reaches every agent with the next reload. */
const headers = { "Cache-Control": "no-cache", "Content-Security-Policy": pagePolicy("'none'") };

/** For anybody: the page shows nothing before somebody signs in. Throws when there is no build. */
export const deskPage = (webDir: string): Routes => {
	const served = files.map(([path, file]) => ({ path, asset: readAsset(join(webDir, file)) }));
	return (server) => {
		for (const { path, asset } of served) server.get(path, async (request, response) => sendAsset(request, response, { asset, headers }));
	};
};
