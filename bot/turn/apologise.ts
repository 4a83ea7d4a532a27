// The way out when a turn keeps failing: the merchant is told, the event counts as answered, and the conversation goes on.

import { commit, type TurnOutcome } from "./commit.ts";
import type { TurnDeps } from "./deps.ts";

/** Answers the oldest pending event with an apology; events nobody waits for an answer to are answered with silence. */
export const apologise =
	(deps: TurnDeps) =>
	async (conversationId: string): Promise<TurnOutcome> => {
		const conversation = await deps.conversations.find(conversationId);
		const pending = await deps.conversations.nextPending(conversationId);
		if (conversation === null || pending === null) return "idle";
		const state = { ...conversation.state, turn: conversation.state.turn + 1 };
		const replies = pending.inbound.kind === "merchantSaid" ? [deps.sorry] : [];
		return commit(deps, { conversation, pending, event: null, turn: { state, replies, effects: [] } });
	};
