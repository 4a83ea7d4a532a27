// Which of the live step's choices a message picks: by button, by words, or by what the merchant meant.

import type { ConversationState, Event } from "./conversation.ts";
import type { IntentId } from "./understanding/intents.ts";

type MerchantSaid = Extract<Event, { kind: "merchantSaid" }>;

/** An intent picks the first of its choices that the live step offers. */
const choicesOfIntent: { readonly [I in IntentId]?: readonly string[] } = {
	back: ["back"],
	why: ["why"],
	dontKnow: ["unknown", "dontKnowHow"],
	works: ["fixed", "works"],
	stillBroken: ["notFixed", "fails", "brokenAgain"],
	yes: ["yes", "resume", "watch", "helped"],
	no: ["no", "notFixed", "notHelped", "none"],
	human: ["human"],
	startOver: ["startOver"],
	status: ["status"],
};

/** The id of the choice the message picks, or null. */
export const pickedChoice = (state: ConversationState, event: MerchantSaid): string | null => {
	const offered = state.live?.reply.choices ?? [];
	const { choice, intent } = event.understanding;
	if (choice !== null && offered.some(({ id }) => id === choice)) return choice;
	if (intent.verdict !== "sure") return null;
	const candidates = (choicesOfIntent as Readonly<Record<string, readonly string[] | undefined>>)[intent.id] ?? [];
	return candidates.find((candidate) => offered.some(({ id }) => id === candidate)) ?? null;
};
