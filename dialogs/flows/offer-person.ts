// "Shall I get a person?": yes brings one, no carries on.

import type { Choice, ConversationState, Turn } from "../conversation.ts";
import { ask } from "../turn.ts";

type Offer = "flows.fallback.offerPerson" | "flows.troubleshoot.sameStep" | "flows.faq.stillUnclear";

/** Offered when words fail, when the same step comes up again and again, or when nobody else can look it up. */
export const offerPerson = (state: ConversationState, key: Offer): Turn => {
	const choices: readonly Choice[] = [
		{ id: "getPerson", key: "common.choices.human" },
		{ id: "carryOn", key: state.troubleshooting === null ? "flows.doors.problem" : "common.choices.resume" },
	];
	return ask(state, "fallback", { kind: "clarify", key, choices });
};
