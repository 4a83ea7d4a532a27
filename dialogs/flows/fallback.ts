// When nothing else fits: "did you mean", a different re-prompt each time, and a person on the second miss in a row.

import type { CopyKey } from "../../locales/copy-key.ts";
import type { Choice, ConversationState, Event, Flow, Reply, Sentence, Turn } from "../conversation.ts";
import { pickedChoice } from "../picked-choice.ts";
import { ask, repeatLive, silent } from "../turn.ts";
import type { Label } from "../understanding/understanding.ts";
import { answerFaq } from "./faq.ts";
import type { FlowDeps, Moment } from "./flow-deps.ts";
import { proceed } from "./next-step.ts";
import { offerPerson } from "./offer-person.ts";
import { greeting } from "./small-talk.ts";
import { statusReply } from "./status-reply.ts";

type MerchantSaid = Extract<Event, { kind: "merchantSaid" }>;

/** At most this many guesses are offered, and "none of these". */
const guesses = 3;

/** What the bot can be asked to mean, as a choice; small talk is not worth a guess. */
const guessable = ["problem", "status", "human", "startOver"] as const;

const choiceOfLabel = (label: Label): readonly Choice[] => {
	if (label.startsWith("faq.")) return [{ id: label, key: `faq.${label.slice("faq.".length)}.title` }];
	const id = guessable.find((guess) => guess === label);
	return id === undefined ? [] : [{ id, key: `flows.meant.${id}` }];
};

const didYouMean = (state: ConversationState, { understanding }: MerchantSaid): Turn | null => {
	const choices = [...new Set([understanding.intent, ...understanding.intent.alternatives].map(({ id }) => id))]
		.flatMap((id) => (id === "none" ? [] : choiceOfLabel(id)))
		.slice(0, guesses);
	if (choices.length === 0) return null;
	const none: Choice = { id: "noneOfThese", key: "common.choices.none" };
	return ask(state, "fallback", { kind: "clarify", key: "flows.fallback.didYouMean", choices: [...choices, none] });
};

/** A greeting is not said twice. */
const repeatStep = (state: ConversationState, before: readonly Sentence[]): readonly Reply[] =>
	state.live?.reply.kind === "greeting" ? [] : repeatLive(state, before);

/** What the live step waits for, in words that name nothing it does not offer. */
const hint = ({ kind, choices = [] }: Reply): CopyKey => {
	if (kind === "repair") return "flows.fallback.aboutRepair";
	return choices.some(({ id }) => id === "unknown") ? "flows.fallback.aboutQuestion" : "flows.fallback.sayItSimply";
};

const steps: readonly Reply["kind"][] = ["question", "gate", "repair"];

/** A step is said again; of anything else, the buttons are enough. */
const rePrompt = (state: ConversationState): Turn => {
	const reply = state.live?.reply;
	if (reply !== undefined && steps.includes(reply.kind)) return { state, replies: repeatLive(state, [{ key: hint(reply) }]), effects: [] };
	const buttons: Reply = { kind: "clarify", key: "flows.fallback.sayItSimply", choices: reply?.choices ?? greeting(state).choices ?? [] };
	return reply === undefined ? ask(state, "small-talk", buttons) : { state, replies: [buttons], effects: [] };
};

/** What was taken, such as a photo, says nothing by itself: on with the step. */
const goOn = (state: ConversationState, before: readonly Sentence[]): Turn => {
	const live = repeatStep(state, before);
	if (live.length > 0) return { state, replies: live, effects: [] };
	return ask(state, "small-talk", { ...greeting(state), kind: "notice", key: "flows.whatHappens", before });
};

/** Whether a photo was kept is said above any answer. */
const isPhotoOnly = ({ attachments, missed = 0, text }: MerchantSaid): boolean => attachments + missed > 0 && text === "";

/** "TID 12345678", and nothing else. */
const isNumberOnly = ({ understanding: { identifiers, intent } }: MerchantSaid): boolean =>
	intent.verdict === "rejected" && Object.keys(identifiers).length > 0;

/** "Back" and "I don't know" to a clarification mean: leave it, go on where we were. */
const wantsBack = (state: ConversationState, { understanding: { intent } }: MerchantSaid): boolean =>
	state.troubleshooting !== null &&
	state.live?.flow !== "status" &&
	intent.verdict === "sure" &&
	(intent.id === "back" || intent.id === "dontKnow");

const notUnderstood = (state: ConversationState, event: MerchantSaid): Turn => {
	const missed: ConversationState = { ...state, misunderstood: state.misunderstood + 1 };
	const turn =
		missed.misunderstood >= 2
			? offerPerson(missed, "flows.fallback.offerPerson")
			: ((event.understanding.intent.verdict === "unsure" ? didYouMean(missed, event) : null) ?? rePrompt(missed));
	const offered = (turn.state.live?.reply.choices ?? []).map(({ id }) => id);
	return { ...turn, effects: [...turn.effects, { kind: "review", text: event.text, language: state.language, offered }] };
};

const onPicked = (deps: FlowDeps, moment: Moment, picked: string): Turn | null => {
	const { state, facts } = moment;
	const going = { ...moment, state: { ...state, phase: "open" as const, misunderstood: 0 } };
	const resume: readonly Sentence[] = [{ key: "flows.resume" }];
	if (picked.startsWith("faq.")) return answerFaq(state, picked.slice("faq.".length));
	switch (picked) {
		case "status":
			return ask(going.state, "status", statusReply(facts.status ?? { kind: "unavailable", reason: "timeout" }));
		case "problem":
			return proceed(deps, going, [{ key: "flows.troubleshoot.start" }]);
		case "carryOn":
			return proceed(deps, going, state.troubleshooting === null ? [{ key: "flows.troubleshoot.start" }] : resume);
		case "resume":
			return proceed(deps, going, resume);
		case "startOver":
			return ask({ ...going.state, troubleshooting: null }, "small-talk", greeting(state));
		default:
			return null;
	}
};

export const fallback = (deps: FlowDeps): Flow => ({
	id: "fallback",
	claims: (_, event) => event.kind === "merchantSaid" || event.kind === "effectSettled",
	needs: (state, event) => {
		if (event.kind !== "merchantSaid") return [];
		return pickedChoice(state, event) !== null || wantsBack(state, event) ? ["status", "desk"] : [];
	},
	step: (state, event, facts, now) => {
		if (event.kind !== "merchantSaid") return silent(state);
		if (isPhotoOnly(event)) return goOn(state, []);
		if (isNumberOnly(event)) return goOn({ ...state, misunderstood: 0 }, [{ key: "flows.numberKept" }]);
		if (wantsBack(state, event)) return onPicked(deps, { state, facts, now }, "resume") ?? silent(state);
		const picked = pickedChoice(state, event);
		const turn = picked === null ? null : onPicked(deps, { state, facts, now }, picked);
		return turn ?? notUnderstood(state, event);
	},
});
