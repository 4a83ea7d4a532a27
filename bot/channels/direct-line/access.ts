// Who calls: the holder of a token, from a page the token is for, or a server that knows the secret.

import type { IncomingMessage } from "node:http";
import { httpError, notFound } from "../../http/http-error.ts";
import { originOf } from "../../http/origin.ts";
import type { Holder, Tokens } from "./tokens.ts";

export type Caller = { readonly kind: "server" } | { readonly kind: "holder"; readonly holder: Holder };

/** The caller, or 401 without credentials, or 403, which tells the client that its token has run out. */
export const callerOf = (request: IncomingMessage, tokens: Tokens): Caller => {
	const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
	if (bearer === undefined) throw httpError(401, "Unauthorized", "an Authorization header with a bearer token is needed");
	const verdict = tokens.verify(bearer);
	if (verdict.kind === "expired") throw httpError(403, "TokenExpired", "the token has expired");
	if (verdict.kind === "forged") {
		if (tokens.isSecret(bearer)) return { kind: "server" };
		throw httpError(403, "BadToken", "the token is not valid");
	}
	if (!mayBeUsedFrom(verdict.holder.origins, originOf(request))) throw httpError(403, "BadOrigin", "the token is not for this page");
	return { kind: "holder", holder: verdict.holder };
};

/** A page's own GETs and anything that is not a page carry no Origin; a page cannot leave it out elsewhere. */
export const mayBeUsedFrom = (origins: Holder["origins"], origin: string | undefined): boolean =>
	origins === null || origin === undefined || origins.includes(origin);

/** A token reaches its own conversation only; another's answers like one that never was. */
export const mustReach = (caller: Caller, conversationId: string): void => {
	if (caller.kind === "holder" && caller.holder.conversationId !== conversationId) throw notFound();
};
