// Talks to the desk's API. An answer is a value: the caller decides what a refusal means.

import type { Language } from "../../../locales/languages.ts";

export type Answer<T> =
	| { readonly kind: "ok"; readonly body: T }
	| { readonly kind: "refused"; readonly status: number; readonly retryAfterS: number }
	/** No answer: it may or may not have been done. */
	| { readonly kind: "unreachable" };

export type Api = {
	get<T>(path: string): Promise<Answer<T>>;
	post<T>(path: string, body?: unknown): Promise<Answer<T>>;
	/** Signed in: every later POST carries the session's token. */
	signedIn(csrf: string): void;
};

const timeoutMs = 10_000;

type Deps = {
	readonly language: () => Language;
	/** The session is over: any call may be the one that finds out. */
	ended(): void;
};

/** The API in the agent's language. */
export const createApi = ({ language, ended }: Deps): Api => {
	let csrf = "";
	const call = async <T>(path: string, init: RequestInit): Promise<Answer<T>> => {
		try {
			const headers = { "Accept-Language": language(), "Content-Type": "application/json", "X-CSRF-Token": csrf };
			const response = await fetch(`/desk/api/${path}`, { ...init, headers, signal: AbortSignal.timeout(timeoutMs) });
			if (response.status === 401) ended();
			if (response.ok) return { kind: "ok", body: await response.json() };
			return { kind: "refused", status: response.status, retryAfterS: Number(response.headers.get("retry-after") ?? 0) };
		} catch {
			return { kind: "unreachable" };
		}
	};
	return {
		get: (path) => call(path, {}),
		post: (path, body = {}) => call(path, { method: "POST", body: JSON.stringify(body) }),
		signedIn: (token) => {
			csrf = token;
		},
	};
};
