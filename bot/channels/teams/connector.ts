// One call of the Bot Connector's REST API, with a deadline, a size cap and no redirects, in place of the SDK's own HTTP stack.

import { type ErrorCode, relinkError } from "../../errors.ts";
import type { Authorize } from "./authorize.ts";
import type { Post, Posted } from "./post.ts";

export type ConnectorDeps = {
	readonly post: Post;
	readonly authorize: Authorize;
};

/** An activity that says where it goes. */
export type Addressed = { readonly serviceUrl: string; readonly conversation: { readonly id: string } };

/** Throws CHANNEL_UNREACHABLE or CHANNEL_REFUSED. */
export type SendToConversation = (activity: Addressed, signal: AbortSignal) => Promise<void>;

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
const neverSent: ReadonlySet<unknown> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

/** The call "Send to Conversation": a message of our own answers no activity of theirs. */
export const createSendToConversation =
	({ post, authorize }: ConnectorDeps): SendToConversation =>
	async (activity, signal) => {
		const { serviceUrl, conversation } = activity;
		const url = new URL(`${serviceUrl.replace(/\/*$/, "")}/v3/conversations/${encodeURIComponent(conversation.id)}/activities`);
		const authorization = await authorize(signal);
		const headers = { "Content-Type": "application/json", ...(authorization === null ? {} : { Authorization: authorization }) };
		const answer = await post(url, { headers, body: JSON.stringify(activity), signal }).catch(neverAnswered);
		if (answer.status < 200 || answer.status >= 300) throw refused(answer);
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
