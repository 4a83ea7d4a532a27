// What the store's tests put in: the smallest valid thing of each kind, with what matters to the test on top.

import type {
	AtOnceCommit,
	NewConversation,
	NewInbound,
	NewLogEntry,
	PendingTurnCommit,
	Store,
	TurnCommit,
} from "../../bot/store/store.ts";
import type { CaseSummary } from "../../dialogs/conversation.ts";
import { initialState } from "../../dialogs/initial-state.ts";
import { redact } from "../../dialogs/privacy/redact.ts";

export const start = 1_760_000_000_000;

export const aConversation = (id: string, over: Partial<NewConversation> = {}): NewConversation => ({
	id,
	channel: "directline",
	userId: "dl_merchant",
	address: null,
	state: initialState("R-234567", "en"),
	...over,
});

export const anEntry = (text: string, over: Partial<NewLogEntry> = {}): NewLogEntry => ({
	at: start,
	author: "bot",
	text,
	language: "en",
	relink: null,
	...over,
});

export const aMessage = (conversationId: string, text: string, over: Partial<NewInbound> = {}): NewInbound => ({
	conversationId,
	dedupeKeys: [`activity:${text}`],
	inbound: { kind: "merchantSaid", text: redact(text).text, choice: null, redacted: [], attachments: 0 },
	logEntry: anEntry(text, { author: "merchant" }),
	carry: null,
	at: start,
	...over,
});

export const aSummary = (over: Partial<CaseSummary> = {}): CaseSummary => ({
	caseId: "R-234567",
	language: "en",
	reason: "asked",
	evidence: [],
	causes: [],
	status: null,
	identifiers: {},
	angry: false,
	...over,
});

/** The commit that answers the oldest pending event as the conversation stands. */
export const anAnswer = async (store: Store, conversationId: string, over: Partial<TurnCommit> = {}): Promise<PendingTurnCommit> => {
	const conversation = await store.conversations.find(conversationId);
	const pending = await store.conversations.nextPending(conversationId);
	if (conversation === null || pending === null) throw new Error("nothing to answer");
	return { ...answerOf(conversation, over), inboundSeq: pending.seq };
};

const answerOf = (
	{ id, version, state }: { id: string; version: number; state: TurnCommit["state"] },
	over: Partial<TurnCommit>,
): TurnCommit => ({
	conversationId: id,
	version,
	state: { ...state, turn: state.turn + 1 },
	entries: [],
	effects: [],
	send: false,
	leaseMs: 0,
	at: start,
	...over,
});

/** The commit that answers what arrives now, as the conversation stands. */
export const anAnswerAtOnce = async (store: Store, conversationId: string, over: Partial<TurnCommit> = {}): Promise<AtOnceCommit> => {
	const conversation = await store.conversations.find(conversationId);
	if (conversation === null) throw new Error("no such conversation");
	const { logSeq, touchedAt } = conversation;
	return { ...answerOf(conversation, over), logSeq, touchedAt };
};

/** Accepts a message and answers it. */
export const answered = async (store: Store, conversationId: string, text: string, over: Partial<TurnCommit> = {}): Promise<void> => {
	await store.conversations.accept(aMessage(conversationId, text));
	await store.conversations.commitTurn(await anAnswer(store, conversationId, over));
};
