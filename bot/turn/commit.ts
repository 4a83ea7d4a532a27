// Makes a turn's answer durable: replies become words in the log, effects go to the outbox, the event is answered.

import type { Event, Reply, Turn } from "../../dialogs/conversation.ts";
import type { Instant } from "../../dialogs/status/report.ts";
import type { Accepted, AtOnceCommit, Conversation, NewInbound, NewLogEntry, PendingInbound } from "../store/store.ts";
import type { TurnDeps } from "./deps.ts";

/** `idle`: nothing was waiting. `stale`: another turn was faster; read again and start over. */
export type TurnOutcome = "answered" | "stale" | "idle";

type Answer = {
	readonly conversation: Conversation;
	/** The log entry that is answered. */
	readonly entryId: string | null;
	readonly event: Event | null;
	readonly turn: Turn;
};

type Deps = Pick<TurnDeps, "conversations" | "say" | "leaseMs" | "now" | "metrics">;

/** Commits the answer to an event that waited, unless the conversation has changed since it was read. */
export const commit = async (deps: Deps, answer: Omit<Answer, "entryId"> & { readonly pending: PendingInbound }): Promise<TurnOutcome> => {
	const { seq, entryId, at } = answer.pending;
	const turn = toCommit(deps, { ...answer, entryId });
	const committed = await deps.conversations.commitTurn({ ...turn, inboundSeq: seq });
	const outcome = committed.kind === "committed" ? "answered" : "stale";
	deps.metrics.turns.inc({ outcome });
	if (outcome === "answered") observeAnswer(deps, turn.at - at);
	return outcome;
};

/** Accepts an event and commits its answer with it; null, and nothing accepted, when the conversation has changed since it was read or the event is not new. */
export const commitAtOnce = async (deps: Deps, answer: Answer & { readonly arriving: NewInbound }): Promise<Accepted | null> => {
	const { arriving, entryId } = answer;
	const turn = toCommit(deps, answer);
	const committed = await deps.conversations.commitAtOnce(turn, arriving);
	deps.metrics.turns.inc({ outcome: committed.kind === "committed" ? "answered" : "stale" });
	if (committed.kind === "stale") return null;
	observeAnswer(deps, turn.at - arriving.at);
	return { kind: "accepted", entryId };
};

const observeAnswer = ({ metrics }: Deps, tookMs: number): void => metrics.answerSeconds.observe(tookMs / 1_000);

const toCommit = ({ say, leaseMs, now }: Deps, answer: Answer): AtOnceCommit => {
	const { conversation, turn } = answer;
	const at = now();
	return {
		conversationId: conversation.id,
		version: conversation.version,
		logSeq: conversation.logSeq,
		touchedAt: conversation.touchedAt,
		state: turn.state,
		entries: keeping(
			turn,
			turn.replies.map((reply) => entryOf({ say, at }, answer, reply)),
		),
		effects: turn.effects,
		send: conversation.channel !== "directline",
		leaseMs: leaseMs(),
		at,
	};
};

/** The last words of a turn that keeps a promise are the proof. */
const keeping = ({ effects }: Turn, entries: readonly NewLogEntry[]): readonly NewLogEntry[] =>
	effects.some((effect) => effect.kind === "settlePromise" && effect.as === "kept")
		? entries.map((entry, index) => (index === entries.length - 1 ? { ...entry, keepsPromise: true } : entry))
		: entries;

const entryOf = (
	{ say, at }: Pick<Deps, "say"> & { readonly at: Instant },
	{ entryId, event, turn }: Answer,
	reply: Reply,
): NewLogEntry => {
	const { caseId, language } = turn.state;
	const { text, relink } = say.reply(reply, language, { caseId, turn: turn.state.turn });
	const agentName = event?.kind === "agentSaid" && reply.kind === "agent" ? event.agentName : undefined;
	return {
		at,
		author: agentName === undefined ? "bot" : "agent",
		authorName: agentName,
		text,
		language,
		relink,
		replyToId: entryId ?? undefined,
	};
};
