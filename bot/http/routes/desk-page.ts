// The agents' page. Its script and styles are among the assets every page shares.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { relinkError } from "../../errors.ts";
import type { Routes } from "../create-http-server.ts";

const contentSecurityPolicy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self'",
	"connect-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types 'none'",
].join("; ");

/** GET /desk, for anybody: the page shows nothing before somebody signs in. Throws when there is no build. */
export const deskPage = (webDir: string): Routes => {
	const html = readPage(join(webDir, "desk.html"));
	const etag = `"${createHash("sha256").update(html).digest("base64url").slice(0, 22)}"`;
	// Asked about every time, sent only when changed: a deploy reaches every agent with the next reload.
	const headers = { ETag: etag, "Cache-Control": "no-cache", "Content-Security-Policy": contentSecurityPolicy };
	return (server) => {
		server.get("/desk", async (request, response) => {
			const isKnown = request.headers["if-none-match"] === etag;
			response.writeHead(isKnown ? 304 : 200, { ...headers, ...(!isKnown && { "Content-Type": "text/html; charset=utf-8" }) });
			response.end(isKnown ? undefined : html);
		});
	};
};

const readPage = (path: string): Buffer => {
	try {
		return readFileSync(path);
	} catch (cause) {
		throw relinkError("ASSET_MISSING", { retryable: false, cause });
	}
};
