// The load's own POST. `fetch` costs the client more than a turn costs the server, and both share this machine.

import { Agent, type IncomingMessage, request } from "node:http";

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, maxFreeSockets: 512 });

/** The JSON in the answer, null when it is empty. Rejects unless the status is 2xx. */
export const post = (url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<unknown> =>
	new Promise((resolve, reject) => {
		const text = JSON.stringify(body);
		const length = String(Buffer.byteLength(text));
		const sending = request(url, {
			method: "POST",
			agent,
			headers: { "Content-Type": "application/json", "Content-Length": length, ...headers },
		});
		sending.on("error", reject);
		sending.on("response", (response) => {
			const { statusCode = 0 } = response;
			if (statusCode >= 200 && statusCode < 300) read(response, resolve);
			else reject(new Error(`${statusCode} from ${url}`));
		});
		sending.end(text);
	});

const read = (response: IncomingMessage, done: (body: unknown) => void): void => {
	let text = "";
	response.setEncoding("utf8");
	response.on("data", (chunk: string) => {
		text += chunk;
	});
	response.on("end", () => done(text === "" ? null : JSON.parse(text)));
};
