// Ways to answer an event: say something, ask something and wait for it, or stay silent.

import type { ConversationState, Effect, FlowId, Reply, Sentence, Turn } from "./conversation.ts";
import type { Instant } from "./status/report.ts";

/** One reminder is sent when a question stays unanswered this long. */
const reminderAfterMs = 15 * 60_000;

/** Nothing to say. */
export const silent = (state: ConversationState, effects: readonly Effect[] = []): Turn => ({ state, replies: [], effects });

/** Says something that expects no answer; the live step, if any, stays live. */
export const say = (state: ConversationState, reply: Reply, effects: readonly Effect[] = []): Turn => ({
	state,
	replies: [reply],
	effects,
});

/** Says something with choices, which becomes the live step of the flow. */
export const ask = (state: ConversationState, flow: FlowId, reply: Reply, effects: readonly Effect[] = []): Turn => ({
	state: { ...state, live: { flow, reply }, reminded: false },
	replies: [reply],
	effects: [...effects, { kind: "wake", reason: "reminder", afterMs: reminderAfterMs }],
});

/** A reminder may come this much early, which spares most turns putting it off. */
const reminderLeewayMs = 45_000;

/** The same turn without the wake it asks for, while the one from before is due nearly then. */
export const withReminder = (turn: Turn, now: Instant): Turn => {
	const wake = turn.effects.find((effect) => effect.kind === "wake");
	if (wake === undefined) return turn;
	const dueAt = now + wake.afterMs;
	const earlyMs = dueAt - (turn.state.reminderAt ?? 0);
	if (earlyMs >= 0 && earlyMs <= reminderLeewayMs) return { ...turn, effects: turn.effects.filter((effect) => effect !== wake) };
	return { ...turn, state: { ...turn.state, reminderAt: dueAt } };
};

/** Says the live step once more under a few words, without moving on. */
export const repeatLive = (state: ConversationState, before: readonly Sentence[]): readonly Reply[] =>
	state.live === null ? [] : [{ ...state.live.reply, before }];

/** The same turn with sentences said above its first reply. */
export const withPreface = (turn: Turn, preface: readonly Sentence[]): Turn => {
	const [first, ...rest] = turn.replies;
	if (first === undefined || preface.length === 0) return turn;
	return { ...turn, replies: [{ ...first, before: [...preface, ...(first.before ?? [])] }, ...rest] };
};
