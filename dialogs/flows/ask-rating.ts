// The last question of a case: how it went, with a way back when the fault returns.

import type { Choice, ConversationState, Effect, Sentence, Turn } from "../conversation.ts";
import { ask } from "../turn.ts";

const choices: readonly Choice[] = [
	{ id: "good", key: "flows.feedback.good" },
	{ id: "soSo", key: "flows.feedback.soSo" },
	{ id: "bad", key: "flows.feedback.bad" },
	{ id: "brokenAgain", key: "flows.feedback.brokenAgain" },
];

/** Ends a case: what happened is said above the question for a rating. */
export const askRating = (state: ConversationState, before: readonly Sentence[], effects: readonly Effect[] = []): Turn =>
	ask(state, "feedback", { kind: "solved", key: "flows.feedback.ask", before, choices }, effects);
