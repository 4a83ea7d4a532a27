// Reads a JSON body within limits. Keys such as `__proto__` are data: JSON.parse makes them own properties, nothing here merges them.

import type { IncomingMessage } from "node:http";
import type { z } from "zod";
import type { BodyPlace } from "./body-room.ts";
import { httpError } from "./http-error.ts";

/** The largest JSON body any route takes. */
export const maxJsonBytes = 256 * 1024;

const maxDepth = 32;

/** The parsed body; `undefined` when it is empty. Too large, too deep or broken throws an HttpError. */
export const readJson = async (request: IncomingMessage, maxBytes: number = maxJsonBytes): Promise<unknown> => {
	const bytes = await readBytes(request, maxBytes);
	return bytes.length === 0 ? undefined : parseJson(bytes);
};

/** The value of JSON bytes that are well-formed, UTF-8 and not too deep. */
export const parseJson = (bytes: Uint8Array): unknown => {
	const value = parse(bytes);
	if (isDeeperThan(value, maxDepth)) throw httpError(400, "MalformedData", `the JSON is nested deeper than ${maxDepth} levels`);
	return value;
};

/** The body as the schema says, or 400 naming the first field that is wrong, without its value. */
export const readJsonAs = async <Schema extends z.ZodType>(
	schema: Schema,
	request: IncomingMessage,
	maxBytes: number = maxJsonBytes,
): Promise<z.output<Schema>> => parseAs(schema, await readJson(request, maxBytes));

/** An outside value as the schema says, or 400 naming the first field that is wrong, without its value. */
export const parseAs = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> => {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const path = parsed.error.issues[0]?.path.join(".") ?? "";
	throw httpError(
		400,
		"MalformedData",
		path === "" ? "the body is not what is expected" : `"${path.slice(0, 80)}" is not what is expected`,
	);
};

/** The whole body, never more than the limit in memory, and no more than there is `place` for. */
export const readBytes = async (request: IncomingMessage, maxBytes: number, place?: BodyPlace): Promise<Buffer> => {
	const chunks: Buffer[] = [];
	let length = 0;
	if (Number(request.headers["content-length"] ?? 0) > maxBytes + maxDrainedBytes) throw tooLarge(maxBytes);
	// Not `for await`: an iterator over the stream costs more than all the rest of reading a short body.
	return new Promise((resolve, reject) => {
		request.on("data", (chunk: Buffer) => {
			length += chunk.length;
			if (length > maxBytes) {
				request.removeAllListeners("data");
				drain(request, () => reject(tooLarge(maxBytes)));
			} else if (place?.take(chunk.length) === false) {
				request.pause();
				reject(noRoom());
			} else chunks.push(chunk);
		});
		request.on("end", () => resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)));
		request.on("error", (error) => reject(request.destroyed ? cutOff() : error));
		request.on("close", () => request.readableEnded || reject(cutOff()));
	});
};

/** So much of a body that is too large is still read, as long as it flows: a client that is cut while it writes never sees why. */
const maxDrainedBytes = 16 * 1024 * 1024;
const drainQuietMs = 1_000;

const drain = (request: IncomingMessage, done: () => void): void => {
	let left = maxDrainedBytes;
	const quiet = setTimeout(() => stop(), drainQuietMs);
	const stop = () => {
		clearTimeout(quiet);
		request.pause();
		done();
	};
	request.on("data", (chunk: Buffer) => {
		left -= chunk.length;
		quiet.refresh();
		if (left < 0) stop();
	});
	request.prependListener("end", stop);
	request.on("close", () => clearTimeout(quiet));
};

/** A client that hangs up in the middle is no failure of ours. */
const cutOff = () => httpError(400, "BodyCut", "the connection ended before the body did");

/** The rest of the body is not worth reading, so the connection ends with the answer. */
const tooLarge = (maxBytes: number) => httpError(413, "TooLarge", `the body is larger than ${maxBytes} bytes`, { Connection: "close" });

/** Others are sending as much as can be held. */
const noRoom = () =>
	httpError(503, "ServiceUnavailable", "too much is being sent at once; try again in a moment", {
		"Retry-After": "2",
		Connection: "close",
	});

const utf8 = new TextDecoder("utf-8", { fatal: true });

const parse = (bytes: Uint8Array): unknown => {
	try {
		return JSON.parse(utf8.decode(bytes));
	} catch {
		// The parser's own message quotes the body, which may be a merchant's words.
		throw httpError(400, "MalformedData", "the body is not valid JSON");
	}
};

const isDeeperThan = (value: unknown, limit: number): boolean =>
	typeof value === "object" && value !== null && (limit === 0 || Object.values(value).some((inner) => isDeeperThan(inner, limit - 1)));
