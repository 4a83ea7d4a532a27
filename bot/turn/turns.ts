// The spine's front: everything that happens to a conversation comes in here, is made durable, and is answered by a turn.

import type { ConversationState, Event } from "../../dialogs/conversation.ts";
import type { Language } from "../../locales/languages.ts";
import type { Accepted, Address, ChannelId } from "../store/store.ts";
import { acceptEvent, acceptMessage, type IncomingMessage } from "./accept.ts";
import { answerAll } from "./answer-all.ts";
import { apologise } from "./apologise.ts";
import { caseIdOf } from "./case-id.ts";
import { createConversationQueue } from "./conversation-queue.ts";
import type { TurnDeps } from "./deps.ts";
import { createInOrder } from "./in-order.ts";
import { runTurn } from "./run-turn.ts";

export type JoiningConversation = {
	readonly id: string;
	readonly channel: ChannelId;
	readonly userId: string;
	readonly address: Address;
};

/** Anything but the merchant's words, which come in as they were written and are redacted here. */
export type Happening = Exclude<Event, { kind: "merchantSaid" }>;

/** What is accepted is durable once the promise resolves; the turn that answers it then runs by itself. */
export type Turns = {
	/** Begins the conversation if it is new. */
	join(conversation: JoiningConversation, locale: string | null): Promise<Accepted>;
	/** Throws CONVERSATION_UNKNOWN or STORE_UNAVAILABLE: nothing was accepted then. */
	say(message: IncomingMessage): Promise<Accepted>;
	happen(conversationId: string, event: Happening, dedupeKey: string): Promise<Accepted>;
	/** Answers what the conversation is waiting for, accepted elsewhere. */
	answer(conversationId: string): void;
	/** Goes on with what was accepted before and never answered, and from then on with what other replicas left behind. */
	resume(): Promise<void>;
	/** Finishes the turns under way and starts no more. */
	drain(): Promise<void>;
};

type Deps = TurnDeps & {
	readonly initialState: (caseId: string, language: Language) => ConversationState;
	readonly defaultLanguage: Language;
	/** With several replicas: events that nobody answered for this long are taken over. Null with one. */
	readonly takeOverAfterMs: number | null;
};

const maxConcurrent = 256;
const resumeBatch = 500;

/** The turns of one process. */
export const createTurns = (deps: Deps): Turns => {
	const { conversations, now, logger } = deps;
	const stopping = new AbortController();
	const work = answerAll({ run: runTurn(deps), apologise: apologise(deps), logger, stopping: stopping.signal });
	const queue = createConversationQueue({ work, maxConcurrent });
	const inOrder = createInOrder();
	const answer = (conversationId: string): void => {
		if (!stopping.signal.aborted) void queue.ring(conversationId);
	};
	const accept = async (conversationId: string, call: () => Promise<Accepted>): Promise<Accepted> => {
		const accepted = await inOrder(conversationId, call);
		if (accepted.kind === "accepted") answer(conversationId);
		return accepted;
	};
	const takeMessage = acceptMessage(deps);
	const takeEvent = acceptEvent(deps);
	const happen: Turns["happen"] = (id, event, key) => accept(id, () => takeEvent(id, event, key));
	const answerLeftovers = async (acceptedBefore: number): Promise<void> => {
		for (;;) {
			const waiting = await conversations.conversationsPending(resumeBatch, acceptedBefore);
			await Promise.all(waiting.map(queue.ring));
			if (waiting.length < resumeBatch || stopping.signal.aborted) return;
		}
	};
	return {
		join: async (conversation, locale) => {
			const state = deps.initialState(caseIdOf(conversation.id), deps.defaultLanguage);
			await conversations.create({ ...conversation, state }, now());
			return happen(conversation.id, { kind: "joined", locale }, "joined");
		},
		say: (message) => accept(message.conversationId, () => takeMessage(message)),
		happen,
		answer,
		resume: async () => {
			if (deps.takeOverAfterMs !== null) takeOver({ ...deps, answerLeftovers, everyMs: deps.takeOverAfterMs, signal: stopping.signal });
			await answerLeftovers(now());
		},
		drain: async () => {
			stopping.abort();
			await queue.idle();
		},
	};
};

type TakingOver = Pick<Deps, "now" | "logger"> & {
	readonly answerLeftovers: (acceptedBefore: number) => Promise<void>;
	readonly everyMs: number;
	readonly signal: AbortSignal;
};

const takeOver = ({ now, logger, answerLeftovers, everyMs, signal }: TakingOver): void => {
	const look = () =>
		answerLeftovers(now() - everyMs).catch((error: unknown) => logger.warn({ err: error }, "could not look for leftovers"));
	const timer = setInterval(() => void look(), everyMs);
	signal.addEventListener("abort", () => clearInterval(timer), { once: true });
};
