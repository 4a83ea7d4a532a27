// POST /chat/token: a chat page of ours, or of a site on the list, gets a Direct Line token for a new merchant or for one who is back.

import type { IncomingMessage } from "node:http";
import type restify from "restify";
import { z } from "zod";
import { mayBeUsedFrom } from "../../channels/direct-line/access.ts";
import { allowPage, answerPreflight } from "../../channels/direct-line/cors.ts";
import { tokenAnswer } from "../../channels/direct-line/sessions.ts";
import type { Holder, Tokens } from "../../channels/direct-line/tokens.ts";
import type { ConversationStore } from "../../store/store.ts";
import type { Routes } from "../create-http-server.ts";
import { httpError, requireAllowed, sendJson } from "../http-error.ts";
import { readJsonAs } from "../json-body.ts";
import { clientAddress, isOwnOrigin, originOf } from "../origin.ts";
import type { RateLimit } from "../rate-limit.ts";

type Deps = {
	readonly tokens: Tokens;
	readonly store: Pick<ConversationStore, "find">;
	/** Sites that may embed the chat; the server's own address always may. */
	readonly chatOrigins: readonly string[];
	readonly publicUrl: string | null;
	/** A merchant may come back this long after a token was made. */
	readonly retentionDays: number;
	readonly starts: RateLimit;
	readonly now: () => number;
	readonly newId: () => string;
};

const dayMs = 24 * 60 * 60 * 1000;

/** `token` is the last one the page had, expired or not: it brings back the conversation it was for, if that is still kept. */
const tokenBody = z.object({ token: z.string().max(2_000).nullish() }).optional();

/** The token endpoint and its preflight. */
export const tokenRoutes =
	(deps: Deps): Routes =>
	(server) => {
		server.opts("/chat/token", async (request, response) => {
			mustBeListed(deps, request);
			await answerPreflight(request, response);
		});
		server.post("/chat/token", async (request, response) => giveToken(deps, request, response));
	};

const giveToken = async (deps: Deps, request: restify.Request, response: restify.Response): Promise<void> => {
	mustBeListed(deps, request);
	allowPage(request, response);
	requireAllowed(deps.starts(clientAddress(request)));
	const body = await readJsonAs(tokenBody, request);
	const earlier = earlierHolder(deps, request, body?.token ?? "");
	const holder = earlier === null ? newHolder(deps, request) : await stillThere(deps, earlier);
	sendJson(response, 200, tokenAnswer(deps.tokens, holder));
};

/** A conversation that was deleted is not begun again under its old id: its watermarks would start anew. */
const stillThere = async ({ store, newId }: Deps, holder: Holder): Promise<Holder> =>
	(await store.find(holder.conversationId)) === null ? { ...holder, conversationId: newId() } : holder;

/** No Origin means no page: a script can write any it likes, so nothing is gained by asking for one. */
const mustBeListed = ({ chatOrigins, publicUrl }: Deps, request: IncomingMessage): void => {
	const origin = originOf(request);
	if (origin === undefined || isOwnOrigin(request, publicUrl) || chatOrigins.includes(origin)) return;
	throw httpError(403, "BadOrigin", "this page may not open the chat; its address belongs into CHAT_ORIGINS");
};

const newHolder = ({ newId }: Deps, request: IncomingMessage): Holder => {
	const origin = originOf(request);
	return { conversationId: newId(), userId: `dl_${newId()}`, origins: origin === undefined ? null : [origin] };
};

const earlierHolder = ({ tokens, now, retentionDays }: Deps, request: IncomingMessage, token: string): Holder | null => {
	const verdict = tokens.verify(token);
	if (verdict.kind === "forged" || !mayBeUsedFrom(verdict.holder.origins, originOf(request))) return null;
	if (verdict.kind === "expired" && now() - verdict.issuedAt > retentionDays * dayMs) return null;
	return verdict.holder;
};
