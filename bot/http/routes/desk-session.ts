// What every request to the desk goes through: same origin, signed in, CSRF token, role; then the endpoint.

import type { Request, Response } from "restify";
import { type Language, languages } from "../../../locales/languages.ts";
import { csrfToken, isAtLeast, isCsrfToken, type Role, type SignIn, sessionMs } from "../../desks/sign-in.ts";
import type { Agent } from "../../store/case-store.ts";
import { httpError, sendJson } from "../http-error.ts";
import { isOwnOrigin, originOf } from "../origin.ts";

/** A request of an agent that may be answered. */
export type Call = { readonly request: Request; readonly agent: Agent; readonly token: string; readonly language: Language };

/** One row of the API. What `answer` resolves with is the body of a 200. */
export type Endpoint = {
	readonly method: "get" | "post";
	readonly path: string;
	/** The least role that may. Anybody else who is signed in gets 403. */
	readonly role: Role;
	answer(call: Call): Promise<unknown>;
};

export type SessionDeps = {
	readonly signIn: SignIn;
	/** Where the desk is reached, when that is not the address requests come to. */
	readonly publicUrl: string | null;
};

const cookieName = "relink_desk";

/** Wraps an endpoint in the rules of the desk, as a restify handler. */
export const guarded =
	(deps: SessionDeps, endpoint: Pick<Endpoint, "method" | "role" | "answer">) =>
	async (request: Request, response: Response): Promise<void> => {
		const call = await admit(deps, endpoint, request);
		sendJson(response, 200, (await endpoint.answer(call)) ?? {});
	};

/** The agent behind a request, or 401, 403. */
export const admit = async (
	{ signIn, publicUrl }: SessionDeps,
	{ method, role }: Pick<Endpoint, "method" | "role">,
	request: Request,
): Promise<Call> => {
	if (method === "post") requireOwnPage(request, publicUrl);
	const token = sessionToken(request);
	const agent = token === null ? null : await signIn.whoIs(token);
	if (agent === null || token === null) throw httpError(401, "Unauthorized", "sign in first");
	if (method === "post" && !isCsrfToken(headerOf(request, "x-csrf-token"), token)) {
		throw httpError(403, "BadCsrfToken", "the CSRF token is missing or wrong");
	}
	if (!isAtLeast(agent.role, role)) throw httpError(403, "Forbidden", "not allowed for this role");
	return { request, agent, token, language: languageOf(request) };
};

/** Refuses requests that another site's page makes. Clients that are no browser name no origin. */
export const requireOwnPage = (request: Request, publicUrl: string | null): void => {
	if (!headerOf(request, "content-type").startsWith("application/json"))
		throw httpError(415, "UnsupportedMediaType", "send application/json");
	if (originOf(request) !== undefined && !isOwnOrigin(request, publicUrl)) {
		throw httpError(403, "ForeignOrigin", "the request came from another site");
	}
};

/** The session's token of the request, from its cookie. */
export const sessionToken = (request: Request): string | null => {
	const cookies = headerOf(request, "cookie")
		.split(";")
		.map((cookie) => cookie.trim());
	const own = cookies.find((cookie) => cookie.startsWith(`${cookieName}=`));
	return own === undefined ? null : own.slice(cookieName.length + 1);
};

/** The cookie that keeps the agent signed in, or, without a token, signs out. */
export const sessionCookie = (token: string | null, isSecure: boolean): string =>
	[
		`${cookieName}=${token ?? ""}`,
		"Path=/",
		"HttpOnly",
		"SameSite=Strict",
		`Max-Age=${token === null ? 0 : sessionMs / 1000}`,
		...(isSecure ? ["Secure"] : []),
	].join("; ");

/** Who is signed in, for the page. */
export const me = (agent: Agent, token: string) => ({ name: agent.name, role: agent.role, csrf: csrfToken(token) });

const languageOf = (request: Request): Language => {
	const wanted = headerOf(request, "accept-language").toLowerCase();
	return languages.find((language) => wanted.startsWith(language.slice(0, 2))) ?? languages[0];
};

const headerOf = (request: Request, name: string): string => String(request.headers[name] ?? "");
