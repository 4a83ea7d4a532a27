// Tokens and conversations: making, starting, resuming.

import { z } from "zod";
import { notFound } from "../../http/http-error.ts";
import { readJsonAs } from "../../http/json-body.ts";
import type { Conversation, Store } from "../../store/store.ts";
import { hasJoined, type Turns } from "../../turn/turns.ts";
import { isStorable } from "../text.ts";
import type { Call, Endpoint } from "./endpoint.ts";
import type { Tickets } from "./tickets.ts";
import type { Holder, Tokens } from "./tokens.ts";
import { readWatermark } from "./watermark.ts";

export type SessionDeps = {
	readonly store: { readonly conversations: Pick<Store["conversations"], "find"> };
	readonly turns: Pick<Turns, "join">;
	readonly tokens: Tokens;
	readonly tickets: Tickets;
	readonly newId: () => string;
};

const userId = z.string().min(1).max(200).refine(isStorable).nullish();

const user = z.object({ id: userId });

/** Microsoft's own documentation writes the names of this one in capitals too. */
const generateBody = z
	.object({
		user: user.nullish(),
		User: z.object({ Id: userId }).nullish(),
		trustedOrigins: z.array(z.string().max(300)).max(20).nullish(),
	})
	.optional();

const startBody = z.object({ user: user.nullish().catch(null), locale: z.string().max(35).nullish().catch(null) }).optional();

/** POST /tokens/generate: a server makes a token for one of its users. */
export const generate =
	(deps: SessionDeps): Endpoint =>
	async ({ request, caller }) => {
		const body = await readJsonAs(generateBody, request);
		// A token may be changed into a fresh one of a new conversation, never into one of another user or page.
		const holder: Holder =
			caller.kind === "holder"
				? { ...caller.holder, conversationId: deps.newId() }
				: {
						conversationId: deps.newId(),
						userId: body?.user?.id ?? body?.User?.Id ?? newUserId(deps),
						origins: body?.trustedOrigins ?? null,
					};
		return { status: 200, body: tokenAnswer(deps.tokens, holder) };
	};

/** POST /tokens/refresh */
export const refresh =
	({ tokens }: SessionDeps): Endpoint =>
	async ({ caller }) => {
		if (caller.kind === "server") throw notFound();
		return { status: 200, body: tokenAnswer(tokens, caller.holder) };
	};

/** POST /conversations: 201 for a new conversation, 200 when the token's has already begun. */
export const start =
	(deps: SessionDeps): Endpoint =>
	async (call) => {
		const body = await readJsonAs(startBody, call.request);
		const holder = holderOf(deps, call, body?.user?.id ?? null);
		const begun = await deps.store.conversations.find(holder.conversationId);
		if (begun === null || !hasJoined(begun)) {
			const { conversationId: id, userId } = holder;
			await deps.turns.join({ id, channel: "directline", userId, address: null }, body?.locale ?? null);
		}
		return { status: begun === null ? 201 : 200, body: sessionAnswer(deps, call, { holder, afterSeq: 0 }) };
	};

/** GET /conversations/:id: a new stream URL that goes on after the watermark. */
export const resume =
	(deps: SessionDeps): Endpoint =>
	async (call) => {
		const afterSeq = readWatermark(call.query().get("watermark"));
		const conversation = await find(deps.store, call.conversationId);
		const holder = call.caller.kind === "holder" ? call.caller.holder : serversHolder(conversation);
		return { status: 200, body: sessionAnswer(deps, call, { holder, afterSeq }) };
	};

/** The conversation of a web chat; any other channel's does not exist here. */
export const find = async (store: SessionDeps["store"], conversationId: string): Promise<Conversation> => {
	const conversation = await store.conversations.find(conversationId);
	if (conversation?.channel !== "directline") throw notFound();
	return conversation;
};

const newUserId = ({ newId }: Pick<SessionDeps, "newId">): string => `dl_${newId()}`;

const holderOf = (deps: SessionDeps, { caller }: Call, userId: string | null): Holder =>
	caller.kind === "holder" ? caller.holder : { conversationId: deps.newId(), userId: userId ?? newUserId(deps), origins: null };

const serversHolder = ({ id, userId }: Conversation): Holder => ({ conversationId: id, userId, origins: null });

/** The body every token comes in. */
export const tokenAnswer = (tokens: Tokens, holder: Holder) => ({
	conversationId: holder.conversationId,
	token: tokens.issue(holder),
	expires_in: tokens.lifetimeS,
});

type Session = { readonly holder: Holder; readonly afterSeq: number };

const sessionAnswer = ({ tokens, tickets }: SessionDeps, { baseUrl }: Call, { holder, afterSeq }: Session) => ({
	...tokenAnswer(tokens, holder),
	streamUrl: `${baseUrl().replace(/^http/, "ws")}/v3/directline/stream?t=${tickets.issue({ ...holder, afterSeq })}`,
});
