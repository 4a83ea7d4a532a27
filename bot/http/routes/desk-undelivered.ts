// What the outbox gave up on: a lead sees it and has it tried again.

import type { Undelivered } from "../../desks/desk-api.ts";
import type { Store } from "../../store/store.ts";
import { notFound } from "../http-error.ts";
import type { Call, Endpoint } from "./desk-session.ts";

type UndeliveredDeps = { readonly store: Pick<Store, "cases" | "conversations" | "outbox">; readonly now: () => number };

const shownItems = 100;

/** Rows for what was not delivered. Nothing a merchant said is among it. */
export const undeliveredEndpoints = (deps: UndeliveredDeps): readonly Endpoint[] => [
	{ method: "get", path: "/desk/api/undelivered", role: "lead", answer: () => list(deps) },
	{ method: "post", path: "/desk/api/undelivered/:id/replay", role: "lead", answer: (call) => replay(deps, call) },
];

const list = async ({ store }: UndeliveredDeps): Promise<{ readonly items: readonly Undelivered[] }> => {
	const dead = await store.outbox.dead(shownItems);
	const items = dead.map(async ({ id, conversationId, payload, attempts, error }) => {
		const conversation = await store.conversations.find(conversationId);
		return { id, reference: conversation?.state.caseId ?? "", kind: payload.kind, attempts, error };
	});
	return { items: await Promise.all(items) };
};

const replay = async ({ store, now }: UndeliveredDeps, { request, agent }: Call): Promise<void> => {
	const id = Number(request.params.id);
	if (!Number.isSafeInteger(id) || !(await store.outbox.replay(id, now()))) throw notFound();
	await store.cases.audit({ agentId: agent.id, action: "undelivered.replay", subject: String(id), at: now() });
};
