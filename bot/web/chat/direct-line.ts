// The calls of Direct Line 3.0, each answered with what it means for the chat and never with an exception.

import { type ActivitySet, readActivitySet } from "./activity.ts";

export type Session = { readonly conversationId: string; readonly token: string; readonly refreshAt: number };

export type Opened = { readonly session: Session; readonly streamUrl: string | null };

export type Answer<T> =
	| { readonly kind: "ok"; readonly value: T }
	/** The token is no longer good. */
	| { readonly kind: "expired" }
	/** The conversation is not there any more. */
	| { readonly kind: "ended" }
	/** Asking again would change nothing. */
	| { readonly kind: "refused" }
	| { readonly kind: "unreachable"; readonly retryAfterMs: number | null };

export interface DirectLine {
	/** A token from our own server: for a new conversation, or for the one that an earlier token was good for. */
	token(earlier: string | null): Promise<Answer<Session>>;
	start(session: Session, locale: string): Promise<Answer<Opened>>;
	resume(session: Session, watermark: string | null): Promise<Answer<Opened>>;
	refresh(session: Session): Promise<Answer<Session>>;
	activities(session: Session, watermark: string): Promise<Answer<ActivitySet>>;
	post(session: Session, activity: unknown): Promise<Answer<unknown>>;
}

type Deps = {
	readonly fetch: typeof fetch;
	readonly now: () => number;
	readonly timeoutMs: number;
};

/** The client over HTTP. */
export const createDirectLine = (deps: Deps): DirectLine => {
	const call = caller(deps);
	const root = "/v3/directline";
	const at = (session: Session, rest = "") => `${root}/conversations/${encodeURIComponent(session.conversationId)}${rest}`;
	const opened = (body: Json, session: Session): Opened => ({
		session:
			typeof body.token === "string" && body.token !== session.token ? readSession(body, session.conversationId, deps.now()) : session,
		streamUrl: typeof body.streamUrl === "string" ? body.streamUrl : null,
	});
	return {
		token: async (earlier) => map(await call("POST", "/chat/token", null, { token: earlier }), (body) => readSession(body, "", deps.now())),
		start: async (session, locale) =>
			map(await call("POST", `${root}/conversations`, session, { locale }), (body) =>
				opened(body, { ...session, conversationId: String(body.conversationId) }),
			),
		resume: async (session, watermark) => map(await call("GET", at(session, query(watermark)), session), (body) => opened(body, session)),
		refresh: async (session) =>
			map(await call("POST", `${root}/tokens/refresh`, session, {}), (body) => readSession(body, session.conversationId, deps.now())),
		activities: async (session, watermark) =>
			map(await call("GET", at(session, `/activities${query(watermark)}`), session), readActivitySet),
		post: (session, activity) => call("POST", at(session, "/activities"), session, activity),
	};
};

type Json = { readonly [name: string]: unknown };

const query = (watermark: string | null): string => (watermark === null ? "" : `?watermark=${encodeURIComponent(watermark)}`);

const readSession = (body: Json, conversationId: string, now: number): Session => {
	const lifeS = typeof body.expires_in === "number" ? body.expires_in : 1800;
	return {
		conversationId: typeof body.conversationId === "string" ? body.conversationId : conversationId,
		token: String(body.token),
		refreshAt: now + lifeS * 500, // Half of its life, in milliseconds.
	};
};

const map = <A, B>(answer: Answer<A>, change: (value: A) => B): Answer<B> =>
	answer.kind === "ok" ? { kind: "ok", value: change(answer.value) } : answer;

const caller =
	(deps: Deps) =>
	async (method: string, path: string, session: Session | null, body?: unknown): Promise<Answer<Json>> => {
		try {
			const response = await deps.fetch(path, {
				method,
				headers: {
					...(body !== undefined && { "Content-Type": "application/json" }),
					...(session !== null && { Authorization: `Bearer ${session.token}` }),
				},
				...(body !== undefined && { body: JSON.stringify(body) }),
				signal: signalAfter(deps.timeoutMs),
			});
			if (!response.ok) return failed(response.status, response.headers.get("Retry-After"));
			return { kind: "ok", value: (await response.json()) as Json }; // A 2xx of this protocol is an object.
		} catch {
			return { kind: "unreachable", retryAfterMs: null }; // No network, or no answer in time: the callers try again.
		}
	};

/** AbortSignal.timeout, for browsers from before 2022. */
const signalAfter = (ms: number): AbortSignal => {
	const controller = new AbortController();
	setTimeout(() => controller.abort(), ms);
	return controller.signal;
};

/** What an error status means for the chat. */
export const failed = (status: number, retryAfter: string | null): Exclude<Answer<never>, { kind: "ok" }> => {
	if (status === 401 || status === 403) return { kind: "expired" };
	if (status === 404) return { kind: "ended" };
	if (status >= 400 && status < 500 && status !== 408 && status !== 429) return { kind: "refused" };
	const seconds = Number(retryAfter ?? Number.NaN);
	return { kind: "unreachable", retryAfterMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null };
};
