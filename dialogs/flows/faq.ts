// Answers common questions; in the middle of troubleshooting the live step follows the answer.

import type { Choice, ConversationState, Event, Flow, Reply, Turn } from "../conversation.ts";
import { pickedChoice } from "../picked-choice.ts";
import type { Instant } from "../status/report.ts";
import { ask, repeatLive, silent } from "../turn.ts";
import { emptyTroubleshooting, evidenceIn, statesAFact, tellsOfAFault, withEvidence } from "./evidence-log.ts";
import type { FlowDeps } from "./flow-deps.ts";
import { proceed } from "./next-step.ts";

type MerchantSaid = Extract<Event, { kind: "merchantSaid" }>;

/** Other entries offered under an answer. */
const relatedShown = 2;

const faqIdOf = (label: string): string | null => (label.startsWith("faq.") ? label.slice("faq.".length) : null);

const title = (id: string): Choice => ({ id: `faq.${id}`, key: `faq.${id}.title` });

/** The message that answers with one entry. */
const answerReply = (id: string, related: readonly string[], isAFault: boolean): Reply => ({
	kind: "faq",
	id,
	key: `faq.${id}.body`,
	choices: [
		{ id: "helped", key: "flows.faq.helped" },
		isAFault ? { id: "problem", key: "flows.status.goOn" } : { id: "notHelped", key: "flows.faq.notHelped" },
		...related.map(title),
	],
});

const isInMidStep = (state: ConversationState): boolean => state.live?.flow === "troubleshoot" || state.live?.flow === "status";

/** Answers, then either resumes the live step or asks whether it helped. */
export const answerFaq = (state: ConversationState, id: string, related: readonly string[] = []): Turn => {
	const shown = related.filter((other) => other !== id).slice(0, relatedShown);
	const reply = answerReply(id, shown, (state.troubleshooting?.evidence ?? []).length > 0 && state.phase !== "resolved");
	if (!isInMidStep(state)) return ask({ ...state, misunderstood: 0 }, "faq", reply);
	const { choices: _, ...answer } = reply;
	return { state: { ...state, misunderstood: 0 }, replies: [answer, ...repeatLive(state, [{ key: "flows.resume" }])], effects: [] };
};

const faqIn = (state: ConversationState, event: Event): string | null => {
	if (event.kind !== "merchantSaid") return null;
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
	const before = state.phase === "resolved" ? null : state.troubleshooting;
	return { ...state, phase: "open", troubleshooting: withEvidence(before ?? emptyTroubleshooting(now), facts) };
};

export const faq = (deps: FlowDeps): Flow => ({
	id: "faq",
	claims: (state, event) => {
		if (event.kind !== "merchantSaid") return false;
		return faqIn(state, event) !== null || (state.live?.flow === "faq" && pickedChoice(state, event) !== null);
	},
	needs: (state, event) => (event.kind === "merchantSaid" && pickedChoice(state, event) === "problem" ? ["status", "desk"] : []),
	step: (state, event, facts, now) => {
		if (event.kind !== "merchantSaid") return silent(state);
		const id = faqIn(state, event);
		if (id !== null) return answerFaq(withFacts(state, event, now), id, event.understanding.related);
		const picked = pickedChoice(state, event);
		if (picked === "problem") return proceed(deps, { state, facts, now }, [{ key: "flows.troubleshoot.start" }]);
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
