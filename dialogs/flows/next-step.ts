// From the evidence to the next message: an outage first, else the planner's best step.

import { assertNever } from "../assert-never.ts";
import type { ConversationState, Live, Reply, Sentence, Troubleshooting, Turn } from "../conversation.ts";
import type { HandOffReason, Step } from "../diagnosis/model.ts";
import type { CauseId } from "../knowledge/causes.ts";
import { ask } from "../turn.ts";
import { emptyTroubleshooting, evidenceOfStatus, withEvidence } from "./evidence-log.ts";
import type { FlowDeps, Moment } from "./flow-deps.ts";
import { requestHandOff } from "./request-hand-off.ts";
import { networkEnding, providerReply } from "./shop-network.ts";
import { isDown, outageReply, statusSentence } from "./status-reply.ts";
import { numberStep, questionReply, repairReply } from "./step-reply.ts";

/** Minutes a talk with a person takes once it has begun; with the usual wait it makes the catalogue's 20. */
const talkMinutes = 12;
const usualWaitMinutes = 8;
const closedWaitMinutes = 120;

const handOffMinutes = ({ facts }: Moment): number => {
	if (facts.desk?.kind === "open") return facts.desk.waitMinutes + talkMinutes;
	return facts.desk?.kind === "closed" ? closedWaitMinutes : usualWaitMinutes + talkMinutes;
};

/** Whether anybody can pay at all, as far as the merchant said. */
const canSell = ({ evidence }: Troubleshooting): boolean | null => {
	const last = evidence.findLast((item) => item.kind === "answer" && item.question === "paymentTypes");
	if (last?.kind !== "answer" || last.answer === "unknown") return null;
	return last.answer !== "allFail";
};

/** The troubleshooting of this moment with the status page's word added when it is news. */
const withStatus = ({ state, facts, now }: Moment): { troubleshooting: Troubleshooting; isNews: boolean } => {
	const troubleshooting = state.troubleshooting ?? emptyTroubleshooting(now);
	const news = evidenceOfStatus(troubleshooting.evidence, facts.status, state.turn);
	return { troubleshooting: withEvidence(troubleshooting, news), isNews: news.length > 0 };
};

/** Said once, with the first step: how the back office is, or that the page could not be read. */
const firstWord = ({ facts }: Moment, troubleshooting: Troubleshooting, isNews: boolean): readonly Sentence[] => {
	if (facts.status === undefined || isDown(facts.status)) return [];
	return isNews || troubleshooting.stepNumber === 0 ? [statusSentence(facts.status)] : [];
};

const looksLike = (cause: CauseId): readonly Sentence[] => [
	{ key: "flows.handOff.looksLike", params: { cause: { key: `causes.${cause}.name` } } },
	{ key: `causes.${cause}.handOff` },
];

/** A cause is named to the merchant only when it is likelier than not. */
const namedFrom = 0.5;

const whyAPerson = (reason: HandOffReason, cause: CauseId, probability: number): readonly Sentence[] => {
	switch (reason) {
		case "notMerchants":
			if (probability < namedFrom) return [{ key: "flows.handOff.quicker" }];
			return looksLike(cause);
		case "safety":
			return looksLike(cause);
		case "contradiction":
			return [{ key: "flows.handOff.contradiction" }];
		case "cheaper":
		case "budget":
			return [{ key: "flows.handOff.quicker" }];
		case "asked":
		case "notUnderstood":
		case "angry":
			return [];
		default:
			return assertNever(reason);
	}
};

/** Facts that do not change the step do not make it a new one. */
const isShown = (state: ConversationState, reply: Reply): state is ConversationState & { live: Live } =>
	state.live?.flow === "troubleshoot" && state.live.reply.id === reply.id && state.live.reply.kind === reply.kind;

const show = (
	moment: Moment,
	troubleshooting: Troubleshooting,
	step: Exclude<Step, { kind: "handOff" }>,
	before: readonly Sentence[],
): Turn => {
	const reply = step.kind === "try" ? repairReply(step.repair) : questionReply(step.question, step.kind === "gate" ? "gate" : "question");
	if (isShown(moment.state, reply)) return ask(moment.state, "troubleshoot", { ...moment.state.live.reply, before });
	const numbered = numberStep(troubleshooting, step.about);
	const shown: Troubleshooting = {
		...troubleshooting,
		marks: [...troubleshooting.marks, troubleshooting.evidence.length],
		stepNumber: numbered.step.number,
		stepsAnnounced: numbered.step.of,
	};
	return ask({ ...moment.state, phase: "open", troubleshooting: shown, misunderstood: 0 }, "troubleshoot", {
		...reply,
		step: numbered.step,
		before: [...before, ...numbered.before, ...(reply.before ?? [])],
	});
};

/** The next message of the troubleshooting. `before` acknowledges what was just said. */
export const proceed = (deps: FlowDeps, moment: Moment, before: readonly Sentence[] = []): Turn => {
	const { troubleshooting, isNews } = withStatus(moment);
	const state = { ...moment.state, troubleshooting };
	const here = { ...moment, state };
	if (isNews && moment.facts.status !== undefined && isDown(moment.facts.status)) {
		const reply = outageReply(moment.facts.status);
		return ask(state, "status", { ...reply, before: [...before, ...(reply.before ?? [])] });
	}
	const step = deps.diagnosis.next(troubleshooting.evidence, { handOffMinutes: handOffMinutes(moment), canSell: canSell(troubleshooting) });
	const words = [...before, ...firstWord(moment, troubleshooting, isNews)];
	return step.kind === "handOff" ? end(deps, here, step, words) : show(here, troubleshooting, step, words);
};

/** Nothing the merchant can do is worth trying: the shop's network ends with its provider, the rest with a person. */
const end = (deps: FlowDeps, moment: Moment, step: Extract<Step, { kind: "handOff" }>, words: readonly Sentence[]): Turn => {
	const { state } = moment;
	const troubleshooting = state.troubleshooting ?? emptyTroubleshooting(moment.now);
	const belief = deps.diagnosis.belief(troubleshooting.evidence);
	const network = step.reason === "cheaper" || step.reason === "notMerchants" ? networkEnding(belief, troubleshooting.evidence) : null;
	if (network?.kind === "restart") return show(moment, troubleshooting, network.step, words);
	if (network?.kind === "provider") return ask(state, "troubleshoot", providerReply(belief, troubleshooting.evidence, words));
	const probability = belief.find(({ cause }) => cause === step.cause)?.probability ?? 0;
	return requestHandOff(deps, moment, step.reason, [...words, ...whyAPerson(step.reason, step.cause, probability)]);
};
