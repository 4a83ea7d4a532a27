// Every error a client can see, in one shape: `{ error: { code, message } }`, the shape Direct Line clients expect.

import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import { type ErrorCode, RelinkError } from "../errors.ts";
import type { RateVerdict } from "./rate-limit.ts";

export class HttpError extends Error {
	readonly status: number;
	readonly code: string;
	readonly headers: OutgoingHttpHeaders;

	constructor(status: number, code: string, message: string, headers: OutgoingHttpHeaders = {}) {
		super(message);
		this.name = "HttpError";
		this.status = status;
		this.code = code;
		this.headers = headers;
	}
}

/** An answer the client should see. `message` is for developers; never put merchant text into it. */
export const httpError = (status: number, code: string, message: string, headers?: OutgoingHttpHeaders): HttpError =>
	new HttpError(status, code, message, headers);

/** Foreign and unknown things answer alike, so that ids cannot be probed. */
export const notFound = (): HttpError => httpError(404, "NotFound", "not found");

/** Throws 429 when a limit says so. */
export const requireAllowed = (verdict: RateVerdict): void => {
	if (verdict.kind === "limited") throw tooManyRequests(verdict.retryAfterS);
};

/** 429 with the seconds to wait. */
export const tooManyRequests = (retryAfterS: number): HttpError =>
	httpError(429, "TooManyRequests", "too many requests", { "Retry-After": String(retryAfterS) });

/** Sends JSON with its length; ends the response. */
export const sendJson = (response: ServerResponse, status: number, body: unknown, headers: OutgoingHttpHeaders = {}): void => {
	const payload = Buffer.from(JSON.stringify(body));
	response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", "Content-Length": payload.length, ...headers });
	response.end(payload);
};

/** Sends the error, or cuts the connection when an answer is already under way. */
export const sendError = (response: ServerResponse, error: HttpError): void => {
	if (response.headersSent) {
		response.destroy();
		return;
	}
	sendJson(response, error.status, { error: { code: error.code, message: error.message } }, error.headers);
};

const unavailable: ReadonlySet<ErrorCode> = new Set(["STORE_UNAVAILABLE", "CHANNEL_UNREACHABLE", "DESK_UNREACHABLE"]);

/** What the client is told of any thrown thing: our own errors as they are, the rest without details. */
export const toHttpError = (error: unknown): HttpError => {
	if (error instanceof HttpError) return error;
	if (error instanceof RelinkError && unavailable.has(error.code)) {
		return httpError(503, "ServiceUnavailable", "try again in a moment", { "Retry-After": "1" });
	}
	if (error instanceof RelinkError && error.code === "CONVERSATION_UNKNOWN") return notFound();
	const status = statusOf(error);
	if (status === 404) return notFound();
	if (status === 405) return httpError(405, "MethodNotAllowed", "method not allowed");
	if (status !== null && status < 500) return httpError(status, "BadRequest", "bad request");
	return httpError(500, "ServiceError", "unexpected error");
};

/** restify's router throws errors of its own that carry `statusCode`. */
const statusOf = (error: unknown): number | null => {
	if (!(error instanceof Error) || !("statusCode" in error)) return null;
	return typeof error.statusCode === "number" && error.statusCode >= 400 ? error.statusCode : null;
};
