// A file the build left, held in memory with its compressed siblings, and how it is sent: by content encoding, asked about by ETag.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { extname } from "node:path";
import type { Request, Response } from "restify";
import { relinkError } from "../errors.ts";

export type Asset = {
	readonly type: string;
	readonly etag: string;
	/** By content encoding, smallest first. */
	readonly bodies: readonly (readonly [string, Buffer])[];
};

export type Served = { readonly asset: Asset; readonly headers: Readonly<Record<string, string>> };

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

/** What a page of ours may load and who may show it in a frame. Photos not sent yet and changing icons are data URLs. */
export const pagePolicy = (frameAncestors: string): string =>
	[
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self'",
		"img-src 'self' data:",
		"connect-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		`frame-ancestors ${frameAncestors}`,
		"require-trusted-types-for 'script'",
		"trusted-types 'none'",
	].join("; ");

/** Reads a built file once. Throws ASSET_MISSING when there is no build. */
export const readAsset = (path: string): Asset => {
	try {
		const bodies = encodings.map(([encoding, extension]) => [encoding, readFileSync(path + extension)] as const);
		const hash = createHash("sha256").update(readFileSync(path)).digest("base64url").slice(0, 22);
		return { type: types[extname(path)] ?? "application/octet-stream", etag: hash, bodies };
	} catch (cause) {
		throw relinkError("ASSET_MISSING", { retryable: false, cause });
	}
};

/** Sends a built file, or that the client has it already. */
export const sendAsset = (request: Request, response: Response, { asset, headers }: Served): void => {
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
