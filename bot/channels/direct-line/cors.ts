// Pages of any address may call: what they may do is decided by their token, and no cookie is ever read here.

import type { IncomingMessage, ServerResponse } from "node:http";
import { originOf } from "../../http/origin.ts";

/** Lets the calling page read the answer. */
export const allowPage = (request: IncomingMessage, response: ServerResponse): void => {
	const origin = originOf(request);
	response.setHeader("Vary", "Origin");
	if (origin === undefined) return;
	response.setHeader("Access-Control-Allow-Origin", origin);
	response.setHeader("Access-Control-Expose-Headers", "Retry-After");
};

/** Answers the browser's question before a call, for all headers the published client sends. */
export const answerPreflight = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
	allowPage(request, response);
	response.writeHead(204, {
		"Access-Control-Allow-Methods": "GET, POST, OPTIONS",
		"Access-Control-Allow-Headers": "Authorization, Content-Type, X-Requested-With, x-ms-bot-agent",
		"Access-Control-Max-Age": "7200",
	});
	response.end();
};
