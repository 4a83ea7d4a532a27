// Which of the live step's choices a message picks: by button, by words, or by what the merchant meant.

import type { ConversationState, Event } from "./conversation.ts";
import type { IntentId } from "./understanding/intents.ts";

type MerchantSaid = Extract<Event, { kind: "merchantSaid" }>;

/** An intent picks the first of its choices that the live step offers. That it works is not picked on a likeness: it must be said. */
const choicesOfIntent: { readonly [I in IntentId]?: readonly string[] } = {
	back: ["back"],
	why: ["why"],
	dontKnow: ["unknown", "dontKnowHow", "notHelped"],
	stillBroken: ["notFixed", "fails", "brokenAgain", "stayInQueue"],
	yes: ["yes", "resume", "watch", "helped", "sellsAgain", "getPerson"],
	no: ["no", "notFixed", "notHelped", "noneOfThese", "stayInQueue", "carryOn"],
	human: ["human", "getPerson"],
	startOver: ["startOver"],
	status: ["status"],
};

/** Ways to say that it works. */
const working: readonly string[] = ["fixed", "works", "sellsAgain"];

/** "It works now" presses whichever of them is offered. */
const candidatesFor = (choice: string): readonly string[] => (choice === "worksNow" ? working : [choice]);

/** "Done", "one sec" to a repair: how it went is not said yet, whatever such words may be like. */
const underWay: readonly string[] = ["tried", "trying"];

/** "No, I got that wrong, just the one": what is stated corrects the step without going back. */
const correctsByAFact = ({ understanding: { evidence, code } }: MerchantSaid): boolean => evidence.length > 0 || code !== null;

/** A question whether it works is no word that it does, nor is a correction a step back. */
const isMeant = (choice: string, event: MerchantSaid): boolean => {
	if (working.includes(choice)) return !event.understanding.asks;
	return choice !== "back" || !correctsByAFact(event);
};

/** The id of the choice the message picks, or null. */
export const pickedChoice = (state: ConversationState, event: MerchantSaid): string | null => {
	const offered = state.live?.reply.choices ?? [];
	const { choice, intent } = event.understanding;
	const firstOf = (candidates: readonly string[]): string | null =>
		candidates.find((candidate) => offered.some(({ id }) => id === candidate) && isMeant(candidate, event)) ?? null;
	const said = choice === null ? null : firstOf(candidatesFor(choice));
	if (said !== null || intent.verdict !== "sure") return said;
	if (underWay.includes(choice ?? "") && offered.some(({ id }) => id === "fixed")) return null;
	return firstOf((choicesOfIntent as Readonly<Record<string, readonly string[] | undefined>>)[intent.id] ?? []);
};

/** Whether it is said in so many words that it works now, whatever was asked. */
export const saysItWorks = ({ understanding: { choice, asks } }: MerchantSaid): boolean => choice === "worksNow" && !asks;

/** Whether it may mean that it works, or ask whether it does: not enough to close a case on. */
export const maySayItWorks = ({ understanding: { choice, intent } }: MerchantSaid): boolean =>
	choice === "worksNow" || (choice !== null && working.includes(choice)) || (intent.id === "works" && intent.verdict === "sure");
