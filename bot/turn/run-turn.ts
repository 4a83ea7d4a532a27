// The way of a message, from the moment it was accepted and redacted (accept.ts) to the moment its answer is durable. What is
// delivered leaves from there: the log to the sockets, the outbox to everybody else.

import { commit, type TurnOutcome } from "./commit.ts";
import type { TurnDeps } from "./deps.ts";
import { gatherFacts } from "./facts.ts";
import { hearEvent } from "./hear-event.ts";

/** Answers the oldest event of a conversation that nobody has answered yet. */
export const runTurn =
	(deps: TurnDeps) =>
	async (conversationId: string): Promise<TurnOutcome> => {
		const stop = deps.metrics.turnSeconds.startTimer();
		const conversation = await deps.conversations.find(conversationId);
		const pending = await deps.conversations.nextPending(conversationId);
		if (conversation === null || pending === null) return "idle";

		const event = hearEvent(deps, conversation.state, pending);
		const needs = deps.needs(conversation.state, event);
		const facts = await gatherFacts(needs, deps.facts, deps.logger);
		const turn = deps.decide(conversation.state, event, facts, deps.now());
		const outcome = await commit(deps, { conversation, pending, event, turn });
		stop();
		return outcome;
	};
