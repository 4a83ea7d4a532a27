// Who is being answered: starts turns for conversations that wait, goes on with what a crash or another replica left, stops.

import type { Accepted, Conversation, NewInbound } from "../store/store.ts";
import { answerAll } from "./answer-all.ts";
import { apologise } from "./apologise.ts";
import { createConversationQueue } from "./conversation-queue.ts";
import type { TurnDeps } from "./deps.ts";
import { runAtOnce } from "./run-at-once.ts";
import { runTurn } from "./run-turn.ts";

export type Answering = {
	/** Accepts and answers what has just arrived, in one; null when that cannot be. */
	answerAtOnce(conversation: Conversation, arriving: NewInbound): Promise<Accepted | null>;
	/** Answers what the conversation is waiting for. */
	answer(conversationId: string): void;
	/** Goes on with what was accepted before and never answered, and from then on with what other replicas leave behind. Never rejects. */
	resume(): Promise<void>;
	/** Finishes the turns under way, and what resume is about, and starts no more. */
	drain(): Promise<void>;
};

type Deps = TurnDeps & {
	/** With several replicas: events that nobody answered for this long are taken over. Null with one. */
	readonly takeOverAfterMs: number | null;
};

/** What is left behind waits so much longer at most. */
const lookMs = 1_000;
const maxConcurrent = 256;
const resumeBatch = 500;
/** Also what was accepted when the clock stood later than it does now. */
const everything = Number.MAX_SAFE_INTEGER;

/** The answering side of the turns of one process. */
export const createAnswering = (deps: Deps): Answering => {
	const { logger, metrics } = deps;
	const stopping = new AbortController();
	const work = answerAll({ run: runTurn(deps), apologise: apologise(deps), logger, stopping: stopping.signal });
	const queue = createConversationQueue({ work, maxConcurrent });
	metrics.watch("conversationsBusy", queue.size);
	const leftovers = answerLeftovers(deps, queue.ring, stopping.signal);
	const atOnce = runAtOnce(deps);
	let resuming = Promise.resolve();
	return {
		answerAtOnce: async (conversation, arriving) => (stopping.signal.aborted ? null : atOnce(conversation, arriving)),
		answer: (conversationId) => {
			if (!stopping.signal.aborted) void queue.ring(conversationId);
		},
		resume: () => {
			if (deps.takeOverAfterMs !== null) takeOver(deps, deps.takeOverAfterMs, { leftovers, signal: stopping.signal });
			resuming = leftovers(everything).catch((error: unknown) => logger.error({ err: error }, "could not go on with what was pending"));
			return resuming;
		},
		drain: async () => {
			stopping.abort();
			await Promise.all([queue.idle(), resuming]);
		},
	};
};

type Leftovers = (acceptedBefore: number) => Promise<void>;

const answerLeftovers =
	({ conversations }: Deps, ring: (conversationId: string) => Promise<void>, signal: AbortSignal): Leftovers =>
	async (acceptedBefore) => {
		for (;;) {
			const waiting = await conversations.conversationsPending(resumeBatch, acceptedBefore);
			if (signal.aborted) return;
			await Promise.all(waiting.map(ring));
			if (waiting.length < resumeBatch) return;
		}
	};

type TakingOver = { readonly leftovers: Leftovers; readonly signal: AbortSignal };

const takeOver = ({ now, logger }: Deps, afterMs: number, { leftovers, signal }: TakingOver): void => {
	const look = () => leftovers(now() - afterMs).catch((error: unknown) => logger.warn({ err: error }, "could not look for leftovers"));
	const timer = setInterval(() => void look(), lookMs);
	signal.addEventListener("abort", () => clearInterval(timer), { once: true });
};
