// The chat page, its assets and the loader for other sites, all held in memory as the build left them.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { Request, Response } from "restify";
import { relinkError } from "../../errors.ts";
import type { Routes } from "../create-http-server.ts";

type Deps = {
	/** What buildWeb wrote. */
	readonly folder: string;
	/** Sites that may show the chat in a frame, besides the server's own pages. */
	readonly origins: readonly string[];
};

type Asset = {
	readonly type: string;
	readonly etag: string;
	/** By content encoding, smallest first. */
	readonly bodies: readonly (readonly [string, Buffer])[];
};

type Served = { readonly asset: Asset; readonly headers: Readonly<Record<string, string>> };

const types: Readonly<Record<string, string>> = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".svg": "image/svg+xml",
};

const encodings = [
	["br", ".br"],
	["gzip", ".gz"],
	["identity", ""],
] as const;

/** GET and HEAD of `/`, `/embed.js` and `/assets/…`. Throws when there is no build. */
export const webRoutes = ({ folder, origins }: Deps): Routes => {
	const served = serveList(folder, origins);
	return (server) => {
		for (const [path, file] of served) {
			server.get(path, async (request, response) => send(request, response, file));
			server.head(path, async (request, response) => send(request, response, file));
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
	"Content-Security-Policy": [
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self'",
		// Photos not sent yet are data URLs.
		"img-src 'self' data:",
		"connect-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		["frame-ancestors 'self'", ...origins].join(" "),
		"require-trusted-types-for 'script'",
		"trusted-types 'none'",
	].join("; "),
	"Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
});

/** The page names everything it needs. */
const assetsNamedIn = (page: Asset): readonly string[] => {
	const html = page.bodies.find(([encoding]) => encoding === "identity")?.[1].toString() ?? "";
	return [...html.matchAll(/"(\/assets\/[\w.-]+)"/g)].map(([, path = ""]) => path);
};

const readAsset = (path: string): Asset => {
	try {
		const bodies = encodings.map(([encoding, extension]) => [encoding, readFileSync(path + extension)] as const);
		const hash = createHash("sha256").update(readFileSync(path)).digest("base64url").slice(0, 22);
		return { type: types[extname(path)] ?? "application/octet-stream", etag: hash, bodies };
	} catch (cause) {
		throw relinkError("ASSET_MISSING", { retryable: false, cause });
	}
};

const send = (request: Request, response: Response, { asset, headers }: Served): void => {
	const accepted = acceptedEncodings(request.headers["accept-encoding"]);
	const [encoding, body] = asset.bodies.find(([name]) => accepted.has(name)) ?? ["identity", Buffer.alloc(0)];
	const etag = `"${asset.etag}-${encoding}"`;
	const always = { ...headers, ETag: etag, Vary: "Accept-Encoding" };
	if (request.headers["if-none-match"]?.includes(etag)) {
		response.writeHead(304, always);
		response.end();
		return;
	}
	response.writeHead(200, {
		...always,
		"Content-Type": asset.type,
		"Content-Length": body.length,
		...(encoding !== "identity" && { "Content-Encoding": encoding }),
	});
	response.end(request.method === "HEAD" ? undefined : body);
};

/** Encodings named without `q=0`; plain bytes are always welcome. */
const acceptedEncodings = (header: string | undefined): ReadonlySet<string> => {
	const named = (header ?? "").split(",").map((part) => part.trim().split(/;\s*/));
	return new Set(["identity", ...named.filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? "")).map(([name]) => name ?? "")]);
};
