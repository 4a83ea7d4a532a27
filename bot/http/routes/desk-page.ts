// The console's page and its files, as the build left them.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Request, Response, Server } from "restify";
import { relinkError } from "../../errors.ts";

const files = [
	{ path: "/desk", file: "desk/index.html", type: "text/html; charset=utf-8" },
	{ path: "/desk/assets/desk.css", file: "desk/desk.css", type: "text/css; charset=utf-8" },
	{ path: "/desk/assets/desk.js", file: "desk.js", type: "text/javascript; charset=utf-8" },
] as const;

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
].join("; ");

/** Serves the page to anybody: it shows nothing before somebody signs in. */
export const pageRoutes =
	(webDir: string) =>
	(server: Server): void => {
		for (const { path, file, type } of files) {
			const load = once(() => loadFile(join(webDir, file)));
			server.get(path, async (request, response) => sendFile(request, response, { ...(await load()), type }));
		}
	};

type Loaded = { readonly bytes: Buffer; readonly etag: string };

const sendFile = (request: Request, response: Response, { bytes, etag, type }: Loaded & { readonly type: string }): void => {
	// Asked about every time, sent only when changed: a deploy reaches every agent with the next reload.
	const headers = { ETag: etag, "Cache-Control": "no-cache", "Content-Security-Policy": contentSecurityPolicy };
	if (request.headers["if-none-match"] === etag) {
		response.writeHead(304, headers);
		response.end();
		return;
	}
	response.writeHead(200, { ...headers, "Content-Type": type, "Content-Length": bytes.length });
	response.end(bytes);
};

const loadFile = async (path: string): Promise<Loaded> => {
	try {
		const bytes = await readFile(path);
		return { bytes, etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"` };
	} catch (cause) {
		throw relinkError("ASSET_MISSING", { retryable: false, cause });
	}
};

/** Loads when first asked, and again only after a failure. */
const once = <T>(load: () => Promise<T>): (() => Promise<T>) => {
	let loaded: Promise<T> | undefined;
	return () => {
		loaded ??= load().catch((error: unknown) => {
			loaded = undefined;
			throw error;
		});
		return loaded;
	};
};
