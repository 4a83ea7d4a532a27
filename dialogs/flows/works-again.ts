// "Is it ok now?", "I'll call you when it works": what may mean that it works, or asks whether it does, closes no case. The merchant is asked.

import type { ConversationState, Event, Turn } from "../conversation.ts";
import { maySayItWorks } from "../picked-choice.ts";
import { ask } from "../turn.ts";
import { statesAFact, tellsOfAFault } from "./evidence-log.ts";
import { liveRepair } from "./live-step.ts";

type MerchantSaid = Extract<Event, { kind: "merchantSaid" }>;

/** A repair stays the step that it is about. */
export const askWhetherItWorks = (state: ConversationState): Turn => {
	const { id, step } = liveRepair(state) === null ? {} : (state.live?.reply ?? {});
	return ask(state, "troubleshoot", {
		kind: "clarify",
		...(id === undefined ? {} : { id }),
		...(step === undefined ? {} : { step }),
		key: "flows.solved.sure",
		choices: [
			{ id: "sellsAgain", key: "flows.solved.sellsAgain" },
			{ id: "notFixed", key: "common.choices.notFixed" },
		],
	});
};

/** Beside a repair every hint that it works is; elsewhere "it's plugged in" only sounds like it. */
const surelyWorks = 0.8;

export const isWorthAsking = (state: ConversationState, event: MerchantSaid): boolean => {
	const { choice, intent } = event.understanding;
	const isAtRepair = liveRepair(state) !== null;
	if (statesAFact(event) || tellsOfAFault(event)) return false;
	if (choice === "worksNow" || (choice === "tried" && isAtRepair)) return true;
	return maySayItWorks(event) && (isAtRepair || intent.score >= surelyWorks);
};

/** "OK, one sec" at a repair: nothing is said again, and nothing hurries. */
export const isTrying = (state: ConversationState, { understanding }: MerchantSaid): boolean =>
	liveRepair(state) !== null && understanding.choice === "trying";
