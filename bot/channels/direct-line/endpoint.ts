// What every Direct Line endpoint does around its own work: CORS, rate limits, who calls, one way to answer.

import type restify from "restify";
import { requireAllowed, sendJson } from "../../http/http-error.ts";
import { baseUrl, clientAddress } from "../../http/origin.ts";
import type { RateLimit } from "../../http/rate-limit.ts";
import { type Caller, callerOf, mustReach } from "./access.ts";
import { allowPage } from "./cors.ts";
import type { Tokens } from "./tokens.ts";

export type Call = {
	readonly request: restify.Request;
	readonly caller: Caller;
	readonly query: () => URLSearchParams;
	readonly baseUrl: () => string;
	/** From the path; empty on paths without one. */
	readonly conversationId: string;
};

export type Answer = { readonly status: number; readonly body: unknown };

export type Endpoint = (call: Call) => Promise<Answer>;

export type EndpointDeps = {
	readonly tokens: Tokens;
	readonly publicUrl: string | null;
	readonly starts: RateLimit;
	readonly calls: RateLimit;
};

/** Makes a restify handler of an endpoint. */
export const serve =
	(deps: EndpointDeps, endpoint: Endpoint) =>
	async (request: restify.Request, response: restify.Response): Promise<void> => {
		allowPage(request, response);
		const caller = callerOf(request, deps.tokens);
		const conversationId: string = request.params?.id ?? "";
		if (conversationId !== "") mustReach(caller, conversationId);
		if (caller.kind === "holder") allow(deps, request, caller.holder.conversationId);
		const query = () => new URLSearchParams((request.url ?? "").split("?", 2)[1]);
		const { status, body } = await endpoint({
			request,
			caller,
			query,
			baseUrl: () => baseUrl(request, deps.publicUrl),
			conversationId,
		});
		sendJson(response, status, body);
	};

const allow = ({ starts, calls }: EndpointDeps, request: restify.Request, conversationId: string): void => {
	const isStart = request.params?.id === undefined && request.method === "POST";
	requireAllowed(isStart ? starts(clientAddress(request)) : calls(conversationId));
};
