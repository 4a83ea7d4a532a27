// One POST with a deadline and a size cap, over connections that stay open. Follows no redirects. A third of the cost of fetch.

import * as http from "node:http";
import * as https from "node:https";

export type Posted = { readonly status: number; readonly retryAfter: string | null };

export type Post = (
	url: string,
	options: { readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly signal: AbortSignal },
) => Promise<Posted>;

/** Nobody reads the answer; one this long comes from somebody else. */
const maxAnswerBytes = 64 * 1024;

/** Idle connections are closed well before the other side would, so that none is used just as it goes. */
const agentOptions = { keepAlive: true, maxSockets: 64, maxFreeSockets: 64, timeout: 20_000 };

/** Posts over connections of its own. Rejects when no whole answer came. */
export const createPost = (): Post => {
	const plain = new http.Agent(agentOptions);
	const secure = new https.Agent(agentOptions);
	return (url, { headers, body, signal }) =>
		new Promise((resolve, reject) => {
			const isSecure = url.startsWith("https:");
			const { request } = isSecure ? https : http;
			const length = String(Buffer.byteLength(body));
			const sending = request(url, {
				method: "POST",
				agent: isSecure ? secure : plain,
				headers: { ...headers, "Content-Length": length },
				signal,
			});
			sending.on("response", (response) => readToEnd(response, resolve, reject));
			sending.on("error", reject);
			sending.end(body);
		});
};

/** Only its end matters, and that there is one. */
const readToEnd = (response: http.IncomingMessage, done: (posted: Posted) => void, failed: (error: Error) => void): void => {
	let bytes = 0;
	response.on("data", (chunk: Buffer) => {
		bytes += chunk.length;
		if (bytes > maxAnswerBytes) response.destroy(new RangeError("the answer is too long"));
	});
	response.on("end", () => done({ status: response.statusCode ?? 0, retryAfter: response.headers["retry-after"] ?? null }));
	response.on("error", failed);
};
