// From "can't connect" to selling again: takes every fact, answers "back" and "why", and asks the planner for the next step.

import type { Choice, ConversationState, Event, Flow, Reply, Sentence, Troubleshooting, Turn } from "../conversation.ts";
import type { Evidence } from "../diagnosis/model.ts";
import { answerTo } from "../diagnosis/standing.ts";
import { questions } from "../knowledge/questions.ts";
import type { RepairId } from "../knowledge/repairs.ts";
import { maySayItWorks, pickedChoice, saysItWorks } from "../picked-choice.ts";
import { ask, repeatLive, say } from "../turn.ts";
import { askRating } from "./ask-rating.ts";
import { cameBack } from "./ending.ts";
import { emptyTroubleshooting, evidenceIn, statesAFact, tellsOfAFault, withEvidence } from "./evidence-log.ts";
import { explainedSentences } from "./explained.ts";
import type { FlowDeps, Moment } from "./flow-deps.ts";
import { isAtQuestion, isUnderWay, liveRepair } from "./live-step.ts";
import { proceed } from "./next-step.ts";
import { offerPerson } from "./offer-person.ts";
import { solved } from "./solved.ts";
import { gateHow, questionReply } from "./step-reply.ts";
import { askWhetherItWorks, isTrying, isWorthAsking } from "./works-again.ts";

type MerchantSaid = Extract<Event, { kind: "merchantSaid" }>;

const isAboutAnFaq = ({ intent }: MerchantSaid["understanding"]): boolean => intent.verdict === "sure" && intent.id.startsWith("faq.");

const bringsFacts = (event: MerchantSaid): boolean =>
	event.understanding.choice !== "startOver" &&
	(tellsOfAFault(event) || statesAFact(event) || (!isAboutAnFaq(event.understanding) && event.understanding.evidence.length > 0));

/** Starting to look on a guess costs the merchant less than a question about what was meant. */
const meansAProblem = ({ understanding: { intent } }: MerchantSaid): boolean =>
	(intent.id === "problem" && intent.verdict !== "rejected") || (intent.id === "stillBroken" && intent.verdict === "sure");

const again = (state: ConversationState, before: readonly Sentence[]): Turn => ({ state, replies: repeatLive(state, before), effects: [] });

/** One step back: the evidence as it was when the step before was shown. */
const back = (deps: FlowDeps, moment: Moment): Turn => {
	const { troubleshooting } = moment.state;
	const mark = troubleshooting?.marks.at(-2);
	if (troubleshooting === null || mark === undefined) return again(moment.state, [{ key: "flows.troubleshoot.firstStep" }]);
	const earlier: Troubleshooting = {
		...troubleshooting,
		evidence: troubleshooting.evidence.slice(0, mark),
		marks: troubleshooting.marks.slice(0, -2),
		shown: null,
		stepNumber: Math.max(0, troubleshooting.stepNumber - 2),
		// Announced afresh: what made the total grow has been taken back.
		stepsAnnounced: 0,
	};
	return proceed(deps, { ...moment, state: { ...moment.state, troubleshooting: earlier } }, [{ key: "flows.troubleshoot.back" }]);
};

const why = (deps: FlowDeps, { state }: Moment): Turn => {
	const evidence = state.troubleshooting?.evidence ?? [];
	const question = questions.find(({ id }) => id === state.live?.reply.id);
	const purpose: readonly Sentence[] = question === undefined ? [] : [{ key: `questions.${question.id}.why` }];
	const explanation = evidence.length === 0 ? undefined : deps.diagnosis.explain(evidence)[0];
	return again(state, [...purpose, ...(question !== undefined && explanation === undefined ? [] : explainedSentences(explanation))]);
};

const asksHow = (choice: string | null, { understanding }: MerchantSaid): boolean =>
	understanding.choice === "dontKnowHow" || (choice === "unknown" && understanding.asks);

/** "Where do I see that?" knows no answer yet, and is no "I don't know": the same question again, with where to look. Once. */
const whereToLook = ({ state }: Moment): Turn | null => {
	const { live } = state;
	const question = questions.find(({ id }) => id === live?.reply.id);
	if (live === null || question === undefined) return null;
	const how: Sentence = { key: `questions.${question.id}.how` };
	if (live.reply.before?.some(({ key }) => key === how.key)) return null;
	return ask(state, "troubleshoot", { ...live.reply, before: [how] });
};

const repairOutcome = (moment: Moment, repair: RepairId, outcome: "fixed" | "notFixed"): Moment => {
	const troubleshooting = moment.state.troubleshooting ?? emptyTroubleshooting(moment.now);
	const entry = { kind: "repair" as const, repair, outcome, turn: moment.state.turn };
	return { ...moment, state: { ...moment.state, troubleshooting: withEvidence(troubleshooting, [entry]) } };
};

/** After this many repairs without success a person is offered in words. */
const repairsBeforeOffer = 2;

const acknowledgement = ({ state }: Moment): readonly Sentence[] => {
	const failed = (state.troubleshooting?.evidence ?? []).filter((item) => item.kind === "repair" && item.outcome === "notFixed").length;
	return [{ key: failed === repairsBeforeOffer ? "flows.troubleshoot.personAnyTime" : "flows.troubleshoot.notFixed" }];
};

const answerRepair = (deps: FlowDeps, moment: Moment, choice: string): Turn | null => {
	const { state } = moment;
	const repair = liveRepair(state);
	if (choice === "later") return askRating({ ...state, phase: "resolved" }, []);
	if (choice === "fixed" || choice === "sellsAgain")
		return solved(deps, repair === null ? moment : repairOutcome(moment, repair, "fixed"), repair);
	if (repair === null) return null;
	if (choice === "dontKnowHow") {
		const { before: _, ...reply } = state.live?.reply ?? { kind: "repair" as const, key: `repairs.${repair}.how` as const };
		return ask(state, "troubleshoot", { ...reply, key: `repairs.${repair}.how` });
	}
	if (choice !== "notFixed") return null;
	const after = repairOutcome(moment, repair, "notFixed");
	return proceed(deps, after, acknowledgement(after));
};

/** Answers that say there was a code without saying which. */
const codesSeen = ["reachedHost", "cardSide"];

const knowsCode = ({ troubleshooting }: ConversationState): boolean =>
	troubleshooting?.evidence.some(({ kind }) => kind === "code") ?? false;

/** Still the same step: the code itself tells far more than that there was one. */
const askForCode = (state: ConversationState): Turn => {
	const { step } = state.live?.reply ?? {};
	const choices: readonly Choice[] = [
		{ id: "noCode", key: "flows.troubleshoot.noCode" },
		{ id: "back", key: "common.choices.back" },
	];
	const reply: Reply = {
		kind: "question",
		id: "message",
		key: "flows.troubleshoot.whichCode",
		choices,
		...(step === undefined ? {} : { step }),
	};
	return ask(state, "troubleshoot", reply);
};

/** "It's broken again" after a case that ended well. */
const isBack = ({ phase }: ConversationState, { understanding: { intent } }: MerchantSaid): boolean =>
	phase === "resolved" && intent.id === "stillBroken" && intent.verdict === "sure";

/** What was volunteered is acknowledged; a picked answer needs no echo. */
const openingOf = (isFirst: boolean, choice: string | null): readonly Sentence[] => {
	if (isFirst) return [{ key: "flows.troubleshoot.start" }];
	return choice === null ? [{ key: "flows.troubleshoot.noted" }] : [];
};

/** Takes what the message tells and goes on. */
const takeFacts = (deps: FlowDeps, moment: Moment, event: MerchantSaid, choice: string | null): Turn => {
	const { state, now } = moment;
	if (isBack(state, event)) return cameBack(deps, moment);
	const isNew = state.troubleshooting === null || state.phase === "resolved";
	const before = isNew ? emptyTroubleshooting(now) : (state.troubleshooting ?? emptyTroubleshooting(now));
	// Looking for the cause behind a workaround is a new stretch of steps.
	const troubleshooting = choice === "goOn" ? { ...before, stepsAnnounced: 0 } : before;
	const facts = evidenceIn(state, event, choice);
	if (!isNew && facts.length === 0 && choice === null && state.live?.flow === "troubleshoot")
		return again(state, [{ key: "flows.troubleshoot.carryOn" }]);
	const next: ConversationState = { ...state, phase: "open", troubleshooting: withEvidence(troubleshooting, facts) };
	if (choice !== null && codesSeen.includes(choice) && !knowsCode(next)) return askForCode(next);
	return proceed(deps, { ...moment, state: next }, openingOf(isNew || troubleshooting.stepNumber === 0, choice));
};

const onPicked = (deps: FlowDeps, moment: Moment, event: MerchantSaid, choice: string): Turn => {
	const { state } = moment;
	if (choice === "back") return back(deps, moment);
	if (choice === "why") return why(deps, moment);
	if (choice === "some" && state.live?.reply.kind === "gate") {
		const how = gateHow(state.live.reply);
		if (how !== null) return ask(state, "troubleshoot", how);
	}
	return answerRepair(deps, moment, choice) ?? takeFacts(deps, moment, event, choice);
};

/** The greeting's three doors lead in here, with whatever was said on the way in; an error code is asked for at once. */
export const startAtDoor = (deps: FlowDeps, moment: Moment, event: MerchantSaid, door: string): Turn => {
	const told = evidenceIn(moment.state, event, null);
	const begun = withEvidence(emptyTroubleshooting(moment.now), told);
	const state = { ...moment.state, troubleshooting: begun, phase: "open" as const };
	if (door !== "errorCode" || told.length > 0) return proceed(deps, { ...moment, state }, [{ key: "flows.troubleshoot.start" }]);
	const troubleshooting = {
		...begun,
		marks: [0],
		shown: { kind: "question", id: "message" } as const,
		stepNumber: 1,
		stepsAnnounced: 5,
	};
	const reply = { ...questionReply("message", "question"), step: { number: 1, of: troubleshooting.stepsAnnounced } };
	return ask({ ...state, troubleshooting }, "troubleshoot", reply);
};

/** Words that press no button of the live step. */
const onWords = (deps: FlowDeps, moment: Moment, event: MerchantSaid): Turn => {
	const { state } = moment;
	if (isUnderWay(state) && saysItWorks(event)) return solved(deps, moment, null);
	if (isUnderWay(state) && isWorthAsking(state, event)) return askWhetherItWorks(state);
	if (isTrying(state, event)) return say({ ...state, misunderstood: 0 }, { kind: "notice", key: "flows.troubleshoot.takeYourTime" });
	return orAPerson(state, takeFacts(deps, moment, event, null));
};

/** Showing a step this often in a row gets nobody further. */
const mostShowings = 3;

/** What is told again is no news. */
const hasNews = (before: readonly Evidence[], after: readonly Evidence[]): boolean =>
	after
		.slice(before.length)
		.some((item) => (item.kind === "answer" ? answerTo(before, item.question) !== item.answer : item.kind === "code"));

/** The turn, or the offer of a person when it would only show the same step once more. */
const orAPerson = ({ troubleshooting }: ConversationState, turn: Turn): Turn => {
	const after = turn.state.troubleshooting;
	if (after === null || troubleshooting === null || after.shown === null || after.shown !== troubleshooting.shown) return turn;
	if (hasNews(troubleshooting.evidence, after.evidence)) return turn;
	const showings = (troubleshooting.showings ?? 1) + 1;
	const counted = (shown: number): ConversationState => ({ ...turn.state, troubleshooting: { ...after, showings: shown } });
	return showings >= mostShowings ? offerPerson(counted(1), "flows.troubleshoot.sameStep") : { ...turn, state: counted(showings) };
};

export const troubleshoot = (deps: FlowDeps): Flow => ({
	id: "troubleshoot",
	claims: (state, event) => {
		if (event.kind !== "merchantSaid") return false;
		if (state.live?.flow === "troubleshoot" && pickedChoice(state, event) !== null) return true;
		return (
			meansAProblem(event) ||
			bringsFacts(event) ||
			(isUnderWay(state) && (maySayItWorks(event) || isWorthAsking(state, event) || isTrying(state, event))) ||
			(isAtQuestion(state) && asksHow(null, event))
		);
	},
	needs: () => ["status", "desk"],
	step: (state, event, facts, now) => {
		if (event.kind !== "merchantSaid") return { state, replies: [], effects: [] };
		const choice = state.live?.flow === "troubleshoot" ? pickedChoice(state, event) : null;
		const moment = { state, facts, now };
		if (asksHow(choice, event) && isAtQuestion(state)) return whereToLook(moment) ?? onPicked(deps, moment, event, "unknown");
		return choice === null ? onWords(deps, moment, event) : onPicked(deps, moment, event, choice);
	},
});
