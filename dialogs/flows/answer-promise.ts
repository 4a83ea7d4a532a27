// "An agent will answer by …": promised when the desk has said so, withdrawn or kept, and owned up to when it was not kept.

import type { ConversationState, DeskAvailability, Effect, Reply, Sentence, Turn } from "../conversation.ts";
import type { Instant } from "../status/report.ts";
import { ask } from "../turn.ts";

const minuteMs = 60_000;

/** A new promise is not made sooner than this: nobody wants to be put off every minute. */
const leastMinutes = 10;

/** After so many the bot says only that it takes long: a fourth promise would be worth nothing. */
const mostDelays = 3;

/** A person has come. */
export const answerKept: Effect = { kind: "settlePromise", promise: "agent", as: "kept" };

/** The merchant waits no more. */
export const answerWithdrawn: Effect = { kind: "settlePromise", promise: "agent", as: "withdrawn" };

/** Promises an answer by then, where the desk can say. */
export const promiseAnswer = (dueAt: Instant | null): readonly Effect[] =>
	dueAt === null ? [] : [{ kind: "promise", promise: "agent", dueAt }];

type Delayed = {
	readonly state: ConversationState;
	readonly desk: DeskAvailability | undefined;
	readonly now: Instant;
	readonly choices: NonNullable<Reply["choices"]>;
};

/** Says that it takes longer, and by when instead, while that can be said honestly. */
export const answerDelayed = ({ state, desk, now, choices }: Delayed): Turn => {
	const delays = (state.handOff?.delays ?? 0) + 1;
	const { sentence, dueAt } = delays < mostDelays ? nextTime(desk, now) : unknownTime;
	const delayed: ConversationState = { ...state, handOff: { reason: "asked", ...state.handOff, delays } };
	return ask(delayed, "hand-off", { kind: "handoff", ...sentence, choices }, promiseAnswer(dueAt));
};

type NextTime = { readonly sentence: Sentence; readonly dueAt: Instant | null };

const unknownTime: NextTime = { sentence: { key: "flows.handOff.delayedUnknown" }, dueAt: null };

const nextTime = (desk: DeskAvailability | undefined, now: Instant): NextTime => {
	if (desk?.kind === "open" && desk.waitMinutes !== null) {
		const waitMinutes = Math.max(leastMinutes, Math.ceil(desk.waitMinutes));
		return { sentence: { key: "flows.handOff.delayed", params: { waitMinutes } }, dueAt: now + waitMinutes * minuteMs };
	}
	if (desk?.kind !== "closed" || desk.opensAt === null) return unknownTime;
	const { opensAt } = desk;
	return { sentence: { key: "flows.handOff.delayedClosed", params: { opensAt } }, dueAt: opensAt + leastMinutes * minuteMs };
};
