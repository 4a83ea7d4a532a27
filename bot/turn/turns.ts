// The spine's front: everything that happens to a conversation comes in here, is made durable, and is answered by a turn.

import type { ConversationState, Event } from "../../dialogs/conversation.ts";
import type { Language } from "../../locales/languages.ts";
import { relinkError } from "../errors.ts";
import type { Accepted, Conversation, Inbound, NewConversation } from "../store/store.ts";
import { type Arriving, arrivingEvent, arrivingMessage, type IncomingMessage } from "./accept.ts";
import { type Answering, createAnswering } from "./answering.ts";
import { caseIdOf } from "./case-id.ts";
import type { TurnDeps } from "./deps.ts";
import { createInOrder } from "./in-order.ts";

/** Anything but the merchant's words, which come in as they were written and are redacted here. */
type Happening = Exclude<Event, { kind: "merchantSaid" }>;

/** What is accepted is durable once the promise resolves; unless it was answered with it, the turn that answers it then runs by itself. */
export type Turns = Answering & {
	/** Begins the conversation if it is new. */
	join(conversation: Omit<NewConversation, "state">, locale: string | null): Promise<Accepted>;
	/** Throws CONVERSATION_UNKNOWN or STORE_UNAVAILABLE: nothing was accepted then. */
	say(message: IncomingMessage): Promise<Accepted>;
	/** The same key, however often and whoever has accepted it, is the same event. */
	happen(conversationId: string, event: Happening, dedupeKey: string): Promise<Accepted>;
};

/** Whether any turn is behind it. A process may die between writing a conversation down and joining it; joining again is the same event. */
export const hasJoined = ({ version }: Pick<Conversation, "version">): boolean => version > 0;

export type TurnsDeps = TurnDeps & {
	readonly initialState: (caseId: string, language: Language) => ConversationState;
	readonly defaultLanguage: Language;
	/** With several replicas: events that nobody answered for this long are taken over. Null with one. */
	readonly takeOverAfterMs: number | null;
};

/** The turns of one process. */
export const createTurns = (deps: TurnsDeps): Turns => {
	const { conversations, initialState, defaultLanguage, say, now } = deps;
	const answering = createAnswering(deps);
	const takeIn = createTakeIn(deps, answering);
	const happen: Turns["happen"] = (id, event, key) => takeIn(id, event.kind, arrivingEvent(event, key));
	return {
		...answering,
		join: async (conversation, locale) => {
			const state = initialState(caseIdOf(conversation.id), defaultLanguage);
			await conversations.create({ ...conversation, state }, now());
			return happen(conversation.id, { kind: "joined", locale }, "joined");
		},
		say: (message) => takeIn(message.conversationId, "merchantSaid", arrivingMessage(say, message)),
		happen,
	};
};

type TakeIn = (conversationId: string, kind: Inbound["kind"], arriving: Arriving) => Promise<Accepted>;

/** In the order they came, so that redaction of one message knows the one before; what another replica accepts meanwhile, the store finds out. */
const createTakeIn = ({ conversations, metrics, now }: TurnDeps, { answer, answerAtOnce }: Answering): TakeIn => {
	const inOrder = createInOrder();
	const accept = async (conversationId: string, arriving: Arriving): Promise<Accepted> => {
		const conversation = await conversations.find(conversationId);
		if (conversation === null) throw relinkError("CONVERSATION_UNKNOWN", { retryable: false });
		const inbound = arriving(conversation, now());
		const answered = await answerAtOnce(conversation, inbound);
		if (answered !== null) return answered;
		const accepted = await conversations.accept(inbound);
		if (accepted.kind === "stale") return accept(conversationId, arriving);
		// A duplicate too: the store accepts what is the outcome of something along with it, and who knows of it says so here.
		answer(conversationId);
		return accepted;
	};
	return async (conversationId, kind, arriving) => {
		const stop = metrics.acceptSeconds.startTimer();
		const accepted = await inOrder(conversationId, () => accept(conversationId, arriving));
		stop();
		metrics.accepted.inc({ kind, result: accepted.kind });
		return accepted;
	};
};
