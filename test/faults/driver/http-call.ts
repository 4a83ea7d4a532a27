// One JSON call over connections that stay open. A server that is killed in the middle is an answer of its own: none.

import http from "node:http";
import { text } from "node:stream/consumers";

export type Answer = { readonly status: number | null; readonly body: unknown };

export type Call = {
	readonly method?: "GET" | "POST";
	readonly body?: unknown;
	readonly token?: string;
	/** The address a proxy would name: each has a rate limit of its own. */
	readonly from?: string;
};

const agent = new http.Agent({ keepAlive: true, maxFreeSockets: 512 });
const deadlineMs = 15_000;

/** Never rejects; status null means that no whole answer came. */
export const httpCall = async (url: string, call: Call = {}): Promise<Answer> => {
	try {
		const { status, content } = await exchange(url, call);
		return { status, body: content === "" ? null : JSON.parse(content) };
	} catch {
		return { status: null, body: null };
	}
};

const exchange = (url: string, { method = "GET", body, token, from }: Call): Promise<{ status: number; content: string }> =>
	new Promise((resolve, reject) => {
		const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
		const headers = {
			...(payload === undefined ? {} : { "Content-Type": "application/json", "Content-Length": payload.length }),
			...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
			...(from === undefined ? {} : { "X-Forwarded-For": from }),
		};
		const request = http.request(url, { method, agent, headers, signal: AbortSignal.timeout(deadlineMs) });
		request.on("error", reject);
		request.on("response", (response) => {
			text(response).then((content) => resolve({ status: response.statusCode ?? 0, content }), reject);
		});
		request.end(payload);
	});

export const isSuccess = ({ status }: Answer): boolean => status !== null && status >= 200 && status < 300;
