// The agents' page with its script and styles, held in memory as the build left them.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { relinkError } from "../../errors.ts";
import type { Routes } from "../create-http-server.ts";

const files = [
	{ path: "/desk", file: "desk/index.html", type: "text/html; charset=utf-8" },
	{ path: "/desk/assets/desk.css", file: "desk/desk.css", type: "text/css; charset=utf-8" },
	{ path: "/desk/assets/desk.js", file: "desk.js", type: "text/javascript; charset=utf-8" },
] as const;

const contentSecurityPolicy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	// Merchants' photos, and the icon, which shows a dot while somebody waits.
	"img-src 'self' data:",
	"connect-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types 'none'",
].join("; ");

/** For anybody: the page shows nothing before somebody signs in. Throws when there is no build. */
export const deskPage = (webDir: string): Routes => {
	const loaded = files.map(({ path, file, type }) => ({ path, type, body: readAsset(join(webDir, file)) }));
	return (server) => {
		for (const { path, type, body } of loaded) {
			const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
			// Asked about every time, sent only when changed: a deploy reaches every agent with the next reload.
			const headers = { ETag: etag, "Cache-Control": "no-cache", "Content-Security-Policy": contentSecurityPolicy };
			server.get(path, async (request, response) => {
				const isKnown = request.headers["if-none-match"] === etag;
				response.writeHead(isKnown ? 304 : 200, isKnown ? headers : { ...headers, "Content-Type": type, "Content-Length": body.length });
				response.end(isKnown ? undefined : body);
			});
		}
	};
};

const readAsset = (path: string): Buffer => {
	try {
		return readFileSync(path);
	} catch (cause) {
		throw relinkError("ASSET_MISSING", { retryable: false, cause });
	}
};
