// The chat page, its assets and the loader for other sites, all held in memory as the build left them.

import { join } from "node:path";
import { type Asset, pagePolicy, readAsset, type Served, sendAsset } from "../built-asset.ts";
import type { Routes } from "../create-http-server.ts";

type Deps = {
	/** What buildWeb wrote. */
	readonly folder: string;
	/** Sites that may show the chat in a frame, besides the server's own pages. */
	readonly origins: readonly string[];
};

/** GET and HEAD of `/`, `/embed.js` and `/assets/…`. Throws when there is no build. */
export const webRoutes = ({ folder, origins }: Deps): Routes => {
	const served = serveList(folder, origins);
	return (server) => {
		for (const [path, file] of served) {
			server.get(path, async (request, response) => sendAsset(request, response, file));
			server.head(path, async (request, response) => sendAsset(request, response, file));
		}
	};
};

/** Every path there is: a request can name no other file. */
const serveList = (folder: string, origins: readonly string[]): ReadonlyMap<string, Served> => {
	const page = readAsset(join(folder, "chat.html"));
	const assets = assetsNamedIn(page).map((path) => [path, { asset: readAsset(join(folder, path)), headers: assetHeaders }] as const);
	return new Map<string, Served>([
		["/", { asset: page, headers: pageHeaders(origins) }],
		["/embed.js", { asset: readAsset(join(folder, "embed.js")), headers: loaderHeaders }],
		...assets,
	]);
};

const assetHeaders = { "Cache-Control": "public, max-age=31536000, immutable" };

/** Short-lived, because its address never changes; for any site, because sites embed it. */
const loaderHeaders = { "Cache-Control": "public, max-age=600", "Cross-Origin-Resource-Policy": "cross-origin" };

const pageHeaders = (origins: readonly string[]) => ({
	"Cache-Control": "no-cache",
	"Content-Security-Policy": pagePolicy(["'self'", ...origins].join(" ")),
	"Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
});

/** The page names everything it needs. */
const assetsNamedIn = (page: Asset): readonly string[] => {
	const html = page.bodies.find(([encoding]) => encoding === "identity")?.[1].toString() ?? "";
	return [...html.matchAll(/"(\/assets\/[\w.-]+)"/g)].map(([, path = ""]) => path);
};
