// Answers common questions; in the middle of troubleshooting the live step follows the answer.

import type { Choice, ConversationState, Event, Flow, Reply, Troubleshooting, Turn } from "../conversation.ts";
import { pickedChoice } from "../picked-choice.ts";
import type { Instant } from "../status/report.ts";
import { ask, repeatLive, silent } from "../turn.ts";
import { dangerEntry } from "../understanding/judge.ts";
import { codeAskedAbout, codeReply } from "./code-explained.ts";
import { emptyTroubleshooting, evidenceIn, statesAFact, tellsOfAFault, withEvidence } from "./evidence-log.ts";
import type { FlowDeps, Moment } from "./flow-deps.ts";
import { moneyBesideAFault, ofMoney } from "./money-beside-a-fault.ts";
import { proceed } from "./next-step.ts";
import { offerPerson } from "./offer-person.ts";

type MerchantSaid = Extract<Event, { kind: "merchantSaid" }>;

/** Other entries offered under an answer. */
const relatedShown = 2;

const faqIdOf = (label: string): string | null => (label.startsWith("faq.") ? label.slice("faq.".length) : null);

const title = (id: string): Choice => ({ id: `faq.${id}`, key: `faq.${id}.title` });

/** What follows an answer: whether it helped, the fault if there is one, and what may be wanted next. */
const choicesUnder = (state: ConversationState, related: readonly string[]): readonly Choice[] => [
	{ id: "helped", key: "flows.faq.helped" },
	(state.troubleshooting?.evidence ?? []).length > 0 && state.phase !== "resolved"
		? { id: "problem", key: "flows.status.goOn" }
		: { id: "notHelped", key: "flows.faq.notHelped" },
	...related.map(title),
];

const entry = (id: string): Reply => ({ kind: "faq", id, key: `faq.${id}.body` });

/** Comes before any step, and leads to a person. */
const isDanger = ({ id }: Reply): boolean => id === dangerEntry;

const choicesInDanger: readonly Choice[] = [
	{ id: "human", key: "common.choices.human" },
	{ id: "helped", key: "flows.faq.helped" },
];

/** "What do I do": while it smokes, the same once more. */
const asksAgainInDanger = ({ live }: ConversationState, { understanding: { intent } }: MerchantSaid): boolean =>
	live?.flow === "faq" && isDanger(live.reply) && intent.id === "dontKnow" && intent.verdict === "sure";

const isInMidStep = (state: ConversationState): boolean => state.live?.flow === "troubleshoot" || state.live?.flow === "status";

/** Answers, then either resumes the live step or asks whether it helped. */
const answer = (before: ConversationState, reply: Reply, related: readonly string[] = []): Turn => {
	const state: ConversationState = { ...before, misunderstood: 0 };
	if (isDanger(reply)) return ask(state, "faq", { ...reply, choices: choicesInDanger });
	if (!isInMidStep(state)) return ask(state, "faq", { ...reply, choices: choicesUnder(state, related) });
	return { state, replies: [reply, ...repeatLive(state, [{ key: "flows.resume" }])], effects: [] };
};

export const answerFaq = (state: ConversationState, id: string, related: readonly string[] = []): Turn =>
	answer(state, entry(id), related.filter((other) => other !== id).slice(0, relatedShown));

const faqIn = (state: ConversationState, event: Event): string | null => {
	if (event.kind !== "merchantSaid") return null;
	if (asksAgainInDanger(state, event)) return dangerEntry;
	const picked = pickedChoice(state, event);
	const chosen = picked === null ? null : faqIdOf(picked);
	if (chosen !== null) return chosen;
	const { intent } = event.understanding;
	if (tellsOfAFault(event) || (isInMidStep(state) && statesAFact(event))) return null;
	return intent.verdict === "sure" ? faqIdOf(intent.id) : null;
};

/** Facts told beside a question are kept, should the answer alone not help. */
const withFacts = (state: ConversationState, event: MerchantSaid, now: Instant): ConversationState => {
	const facts = evidenceIn(state, event, null);
	if (facts.length === 0 || isInMidStep(state)) return state;
	return { ...state, phase: "open", troubleshooting: withEvidence(goingOn(state) ?? emptyTroubleshooting(now), facts) };
};

/** A case that has ended is not added to. */
const goingOn = ({ phase, troubleshooting }: ConversationState): Troubleshooting | null => (phase === "resolved" ? null : troubleshooting);

/** Answers about the money, takes the facts beside it, and goes on to the step. */
const moneyFirst = (deps: FlowDeps, moment: Moment, event: MerchantSaid): Turn | null => {
	const id = moneyBesideAFault(event);
	if (id === null) return null;
	const { state, now } = moment;
	const troubleshooting = withEvidence(goingOn(state) ?? emptyTroubleshooting(now), evidenceIn(state, event, null));
	const turn = proceed(deps, { ...moment, state: { ...state, phase: "open", troubleshooting } }, [{ key: "flows.faq.thenTheFault" }]);
	return { ...turn, replies: [entry(id), ...turn.replies] };
};

/** A code that is asked about, explained. */
const codeFirst = (deps: FlowDeps, { state, now }: Moment, event: MerchantSaid): Turn | null => {
	const code = codeAskedAbout(state, event);
	const reply = code === null ? null : codeReply(deps, code);
	return reply === null ? null : answer(withFacts(state, event, now), reply);
};

const isExplained = (deps: FlowDeps, state: ConversationState, event: MerchantSaid): boolean => {
	const code = codeAskedAbout(state, event);
	return code !== null && codeReply(deps, code) !== null;
};

/** No press of a button, typed or not. */
const isFreeText = (state: ConversationState, event: MerchantSaid): boolean => pickedChoice(state, event) === null;

/** "Re-paired it", "it says not found": what its answer did not settle is told, not asked once more, and wants the fault found. */
const isToldAgain = (state: ConversationState, event: MerchantSaid): boolean => {
	const { live } = state;
	if (live?.flow !== "faq" || isDanger(live.reply) || event.understanding.asks || !isFreeText(state, event)) return false;
	return faqIn(state, event) === live.reply.id;
};

/** A payment that stays unclear is a person's to look into; anything else may be a fault. */
const unsettled = (deps: FlowDeps, moment: Moment): Turn => {
	const { state } = moment;
	if (ofMoney.some((id) => id === state.live?.reply.id)) return offerPerson(state, "flows.faq.stillUnclear");
	return proceed(deps, moment, [{ key: "flows.troubleshoot.start" }]);
};

export const faq = (deps: FlowDeps): Flow => ({
	id: "faq",
	claims: (state, event) => {
		if (event.kind !== "merchantSaid") return false;
		if (isFreeText(state, event) && (moneyBesideAFault(event) !== null || isExplained(deps, state, event))) return true;
		return faqIn(state, event) !== null || (state.live?.flow === "faq" && pickedChoice(state, event) !== null);
	},
	needs: (state, event) => {
		if (event.kind !== "merchantSaid") return [];
		const looksForTheFault = pickedChoice(state, event) === "problem" || isToldAgain(state, event) || moneyBesideAFault(event) !== null;
		return looksForTheFault ? ["status", "desk"] : [];
	},
	step: (state, event, facts, now) => {
		if (event.kind !== "merchantSaid") return silent(state);
		const moment = { state, facts, now };
		const first = isFreeText(state, event) ? (moneyFirst(deps, moment, event) ?? codeFirst(deps, moment, event)) : null;
		if (first !== null) return first;
		const id = faqIn(state, event);
		if (id !== null) {
			const told = withFacts(state, event, now);
			return isToldAgain(state, event) ? unsettled(deps, { ...moment, state: told }) : answerFaq(told, id, event.understanding.related);
		}
		const picked = pickedChoice(state, event);
		if (picked === "problem") return proceed(deps, moment, [{ key: "flows.troubleshoot.start" }]);
		const review = { kind: "review", text: event.text, language: state.language, offered: [state.live?.reply.id ?? ""] } as const;
		if (picked === "helped") return ask(state, "fallback", { kind: "notice", key: "flows.faq.glad", choices: anythingElse });
		return ask(state, "fallback", { kind: "clarify", key: "flows.faq.sorry", choices: anythingElse }, [review]);
	},
});

const anythingElse: readonly Choice[] = [
	{ id: "problem", key: "flows.doors.problem" },
	{ id: "status", key: "flows.doors.status" },
	{ id: "human", key: "common.choices.human" },
];
