// One call of the Bot Connector's REST API, with a deadline, a size cap and no redirects, in place of the SDK's own HTTP stack.

import { type ErrorCode, relinkError } from "../../errors.ts";
import type { Post, Posted } from "./post.ts";

export type ConnectorDeps = {
	readonly serviceUrl: string;
	readonly post: Post;
	/** The value of the Authorization header; null when there is none to give. */
	readonly authorize: () => Promise<string | null>;
	/** Asked for once for each call, when it begins. */
	readonly signal: () => AbortSignal;
};

/** The part of the SDK's ConnectorClient that sending uses. */
export type Connector = {
	readonly conversations: {
		sendToConversation(conversationId: string, activity: object): Promise<{ readonly id: string }>;
		replyToActivity(conversationId: string, activityId: string, activity: object): Promise<{ readonly id: string }>;
	};
};

/** What each refusal means for trying again; any other status below 500 is final. */
const outcomes: Readonly<Record<number, { readonly ambiguous: boolean }>> = {
	401: { ambiguous: false },
	408: { ambiguous: true },
	412: { ambiguous: false },
	429: { ambiguous: false },
	500: { ambiguous: true },
	502: { ambiguous: true },
	503: { ambiguous: false },
	504: { ambiguous: true },
};

/** Nothing was sent when these happen. */
const neverSent: ReadonlySet<unknown> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

/** A connector to one service address. Throws CHANNEL_UNREACHABLE or CHANNEL_REFUSED. */
export const createConnector = (deps: ConnectorDeps): Connector => {
	const send = (conversationId: string, activity: object) => sendOne(deps, conversationId, activity);
	return {
		conversations: {
			sendToConversation: send,
			// The SDK answers the activity that started the turn; a message of our own starts with none.
			replyToActivity: (conversationId, _activityId, activity) => send(conversationId, { ...activity, replyToId: undefined }),
		},
	};
};

const sendOne = async ({ serviceUrl, authorize, post, signal }: ConnectorDeps, conversationId: string, activity: object) => {
	const url = `${serviceUrl.replace(/\/*$/, "")}/v3/conversations/${encodeURIComponent(conversationId)}/activities`;
	const authorization = await authorize();
	const headers = { "Content-Type": "application/json", ...(authorization === null ? {} : { Authorization: authorization }) };
	const answer = await post(url, { headers, body: JSON.stringify(activity), signal: signal() }).catch(neverAnswered);
	if (answer.status >= 200 && answer.status < 300) return { id: "" };
	throw refused(answer);
};

const neverAnswered = (error: unknown): never => {
	const code = error instanceof Error && "code" in error ? error.code : undefined;
	throw relinkError("CHANNEL_UNREACHABLE", { ambiguous: !neverSent.has(code), cause: error });
};

const refused = ({ status, retryAfter }: Posted): Error => {
	const outcome = outcomes[status] ?? (status >= 500 ? { ambiguous: true } : null);
	const code: ErrorCode = outcome === null ? "CHANNEL_REFUSED" : "CHANNEL_UNREACHABLE";
	const retryAfterMs = readRetryAfter(retryAfter);
	return relinkError(code, {
		status,
		retryable: outcome !== null,
		ambiguous: outcome?.ambiguous ?? false,
		...(retryAfterMs === null ? {} : { retryAfterMs }),
	});
};

/** Seconds, as the connector sends them. */
const readRetryAfter = (value: string | null): number | null => {
	const seconds = Number(value ?? "");
	return value === null || Number.isNaN(seconds) || seconds < 0 ? null : Math.ceil(seconds * 1000);
};
