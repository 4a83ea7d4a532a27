// "Shall I get a person?": yes brings one, no carries on.

import type { Choice, ConversationState, Turn } from "../conversation.ts";
import { ask } from "../turn.ts";

/** Offered when words fail, or when the same step comes up again and again. */
export const offerPerson = (state: ConversationState, key: "flows.fallback.offerPerson" | "flows.troubleshoot.sameStep"): Turn => {
	const choices: readonly Choice[] = [
		{ id: "getPerson", key: "common.choices.human" },
		{ id: "carryOn", key: state.troubleshooting === null ? "flows.doors.problem" : "common.choices.resume" },
	];
	return ask(state, "fallback", { kind: "clarify", key, choices });
};
