// The short way of a message, while nothing waits before it and all it needs is known: accepted and answered in one commit. Whatever
// stands in the way, the long way is open: accepted first, then answered by run-turn.ts, which tries again and apologises.

import type { Event, Turn } from "../../dialogs/conversation.ts";
import { RelinkError } from "../errors.ts";
import { entryId as entryIdOf } from "../store/log-rows.ts";
import type { Accepted, Conversation, NewInbound } from "../store/store.ts";
import { commitAtOnce } from "./commit.ts";
import type { TurnDeps } from "./deps.ts";
import { factsAtHand } from "./facts.ts";
import { hearEvent } from "./hear-event.ts";

/** What became of it; null when it has to go the long way, and nothing has happened yet. Throws STORE_UNAVAILABLE: nothing was accepted then. */
export const runAtOnce =
	(deps: TurnDeps) =>
	async (conversation: Conversation, arriving: NewInbound): Promise<Accepted | null> => {
		if (conversation.pending > 0) return null;
		const stop = deps.metrics.turnSeconds.startTimer();
		const entryId = arriving.logEntry === null ? null : entryIdOf(conversation.id, conversation.logSeq + 1);
		const giveUp = (error: unknown): null => {
			deps.logger.error({ err: error, conversationId: conversation.id }, "a turn could not be answered at once");
			return null;
		};
		const answer = think(deps, conversation, { arriving, entryId }, giveUp);
		if (answer === null) return null;
		try {
			return await commitAtOnce(deps, { conversation, arriving, entryId, event: answer.event, turn: answer.turn });
		} catch (error) {
			// Whoever sent it sends it again.
			if (error instanceof RelinkError) throw error;
			return giveUp(error);
		} finally {
			stop();
		}
	};

type Arrived = { readonly arriving: NewInbound; readonly entryId: string | null };
type Thought = { readonly event: Event; readonly turn: Turn };

const think = (
	deps: TurnDeps,
	{ state }: Conversation,
	{ arriving, entryId }: Arrived,
	giveUp: (error: unknown) => null,
): Thought | null => {
	try {
		const event = hearEvent(deps, state, { inbound: arriving.inbound, entryId });
		const facts = factsAtHand(deps.needs(state, event), deps.facts);
		return facts === null ? null : { event, turn: deps.decide(state, event, facts, deps.now()) };
	} catch (error) {
		return giveUp(error);
	}
};
