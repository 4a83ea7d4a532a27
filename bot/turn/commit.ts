// Makes a turn's answer durable: replies become words in the log, effects go to the outbox, the event is answered.

import type { Event, Reply, Turn } from "../../dialogs/conversation.ts";
import type { Conversation, NewLogEntry, PendingInbound } from "../store/store.ts";
import type { TurnDeps } from "./deps.ts";

/** `idle`: nothing was waiting. `stale`: another turn was faster; read again and start over. */
export type TurnOutcome = "answered" | "stale" | "idle";

type Answer = {
	readonly conversation: Conversation;
	readonly pending: PendingInbound;
	readonly event: Event | null;
	readonly turn: Turn;
};

type Deps = Pick<TurnDeps, "conversations" | "say" | "now" | "metrics">;

/** Commits the answer unless the conversation has changed since it was read. */
export const commit = async ({ conversations, say, now, metrics }: Deps, answer: Answer): Promise<TurnOutcome> => {
	const { conversation, pending, turn } = answer;
	const at = now();
	const committed = await conversations.commitTurn({
		conversationId: conversation.id,
		version: conversation.version,
		inboundSeq: pending.seq,
		state: turn.state,
		entries: turn.replies.map((reply) => entryOf({ say, at }, answer, reply)),
		effects: turn.effects,
		send: conversation.channel !== "directline",
		at,
	});
	const outcome = committed.kind === "committed" ? "answered" : "stale";
	metrics.turns.inc({ outcome });
	if (outcome === "answered") metrics.answerSeconds.observe((at - pending.at) / 1_000);
	return outcome;
};

const entryOf = ({ say, at }: Pick<Deps, "say"> & { readonly at: number }, answer: Answer, reply: Reply): NewLogEntry => {
	const { pending, event, turn } = answer;
	const { caseId, language } = turn.state;
	const { text, relink } = say.reply(reply, language, { caseId, turn: turn.state.turn });
	const isAgents = event?.kind === "agentSaid" && reply.kind === "agent";
	return {
		at,
		...(isAgents ? { author: "agent", authorName: event.agentName } : { author: "bot" }),
		text,
		language,
		relink,
		...(pending.entryId === null ? {} : { replyToId: pending.entryId }),
	};
};
