// From the evidence to the next message: an outage first, else the planner's best step.

import type { Reply, Sentence, Troubleshooting, Turn } from "../conversation.ts";
import type { Evidence, Step } from "../diagnosis/model.ts";
import type { Suspicion } from "../status/outage-detector.ts";
import { ask } from "../turn.ts";
import { end } from "./ending.ts";
import { emptyTroubleshooting, evidenceOfReports, evidenceOfStatus, reportedAlso, withEvidence } from "./evidence-log.ts";
import type { FlowDeps, Moment } from "./flow-deps.ts";
import { routerFirst } from "./shop-network.ts";
import { isDown, outageReply, statusSentence } from "./status-reply.ts";
import { numberStep, questionReply, repairReply } from "./step-reply.ts";

/** Minutes a talk with a person takes once it has begun; with the usual wait it makes the catalogue's 20. */
const talkMinutes = 12;
const usualWaitMinutes = 8;
/** For a closed desk, and the most that any wait counts. */
const longestMinutes = 120;

const handOffMinutes = ({ facts }: Moment): number => {
	if (facts.desk?.kind === "closed") return longestMinutes;
	const waitMinutes = facts.desk?.kind === "open" ? facts.desk.waitMinutes : null;
	return Math.min(longestMinutes, (waitMinutes ?? usualWaitMinutes) + talkMinutes);
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

/** Said once, when others turn out to have the same trouble. */
const wordOfReports = (others: Suspicion | null, news: readonly Evidence[]): readonly Sentence[] =>
	others === null || news.length === 0 ? [] : [{ key: "status.reportedByMerchants", params: { since: others.since } }];

/** Facts and chat that do not change the step do not make it a new one. */
const isShown = ({ shown }: Troubleshooting, { kind, id }: Reply): boolean => shown?.kind === kind && shown.id === id;

const show = (
	moment: Moment,
	troubleshooting: Troubleshooting,
	step: Exclude<Step, { kind: "handOff" }>,
	before: readonly Sentence[],
): Turn => {
	const reply = step.kind === "try" ? repairReply(step.repair) : questionReply(step.question, step.kind === "gate" ? "gate" : "question");
	if (isShown(troubleshooting, reply)) {
		const now = { number: troubleshooting.stepNumber, of: troubleshooting.stepsAnnounced };
		return ask({ ...moment.state, phase: "open", misunderstood: 0 }, "troubleshoot", { ...reply, step: now, before });
	}
	const numbered = numberStep(troubleshooting, step.about);
	const { showings: _, ...unshown } = troubleshooting;
	const shown: Troubleshooting = {
		...unshown,
		shown: { kind: reply.kind, ...(reply.id === undefined ? {} : { id: reply.id }) },
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
	const { troubleshooting: measured, isNews } = withStatus(moment);
	const others = reportedAlso(measured.evidence, moment.facts.reported);
	const reports = evidenceOfReports(measured.evidence, others, moment.state.turn);
	const troubleshooting = withEvidence(measured, reports);
	const state = { ...moment.state, troubleshooting };
	const here = { ...moment, state };
	if (isNews && moment.facts.status !== undefined && isDown(moment.facts.status)) {
		const reply = outageReply(moment.facts.status);
		return ask(state, "status", { ...reply, before: [...before, ...(reply.before ?? [])] });
	}
	const { evidence } = troubleshooting;
	const planned = deps.diagnosis.next(evidence, { handOffMinutes: handOffMinutes(moment), canSell: canSell(troubleshooting) });
	const step = routerFirst(planned, deps.diagnosis.belief, evidence);
	const words = [...before, ...firstWord(moment, troubleshooting, isNews), ...wordOfReports(others, reports)];
	return step.kind === "handOff" ? end(deps, here, step, words) : show(here, troubleshooting, step, words);
};
