// Turns what a merchant said and what was measured into entries of the evidence log.

import type { ConversationState, Event, Troubleshooting } from "../conversation.ts";
import type { Evidence } from "../diagnosis/model.ts";
import { symptomOf } from "../diagnosis/sensors.ts";
import type { AnswerId, QuestionId } from "../knowledge/questions.ts";
import { questions } from "../knowledge/questions.ts";
import type { Suspicion } from "../status/outage-detector.ts";
import type { Instant, StatusReport } from "../status/report.ts";
import type { Understanding } from "../understanding/understanding.ts";

type MerchantSaid = Extract<Event, { kind: "merchantSaid" }>;

export const emptyTroubleshooting = (now: Instant): Troubleshooting => ({
	evidence: [],
	marks: [],
	shown: null,
	stepNumber: 0,
	stepsAnnounced: 0,
	startedAt: now,
});

/** The question a choice of the live step answers, or null when the live step is no question. */
export const answerOfChoice = (state: ConversationState, choice: string): { question: QuestionId; answer: AnswerId } | null => {
	const question = questions.find(({ id }) => id === state.live?.reply.id);
	if (question === undefined) return null;
	if (choice === "unknown") return { question: question.id, answer: "unknown" };
	const answer = question.answers.find((candidate) => candidate === choice);
	return answer === undefined ? null : { question: question.id, answer };
};

const enoughFacts = 2;

/** Whether the message describes a fault rather than asks about one: a code, or several facts. Worry about money already taken comes first. */
export const tellsOfAFault = ({ understanding: { code, evidence } }: MerchantSaid): boolean => {
	if (code !== null) return true;
	return evidence.length >= enoughFacts && !evidence.some(({ question }) => gates.has(question));
};

const gates: ReadonlySet<QuestionId> = new Set(questions.filter((row) => "gate" in row).map(({ id }) => id));

/** From this chance on, what is stated is taken for what it is, whatever answer is about the same thing. */
const plainly = 0.9;

/** Whether the message plainly states a fact and asks nothing. Worry about money already taken is a question, however it is said. */
export const statesAFact = ({ understanding: { asks, evidence } }: MerchantSaid): boolean =>
	!asks && evidence.some(({ score }) => score >= plainly) && !evidence.some(({ question }) => gates.has(question));

/** Everything the message tells: the picked answer first, then what was volunteered beside it; of a payment in doubt, what is known of it last. */
export const evidenceIn = (state: ConversationState, event: MerchantSaid, choice: string | null): readonly Evidence[] => {
	const told = { source: "told", turn: state.turn } as const;
	const picked = choice === null ? null : answerOfChoice(state, choice);
	const { code, evidence } = event.understanding;
	return [
		...(picked === null ? [] : [{ kind: "answer" as const, ...picked, ...told }]),
		...(code === null ? [] : [{ kind: "code" as const, code, ...told }]),
		...evidence
			.filter((fact) => fact.question !== picked?.question && (code === null || saysMoreThanCode(fact)) && !opensAGateInDoubt(fact, event))
			.toSorted((one, other) => Number(gates.has(one.question)) - Number(gates.has(other.question)))
			.map(({ question, answer }) => ({ kind: "answer" as const, question, answer, ...told })),
	];
};

/** What only sounds as if nothing were pending, or asks about it, opens no gate. */
const opensAGateInDoubt = ({ question, answer, score }: Understanding["evidence"][number], { understanding }: MerchantSaid): boolean =>
	gates.has(question) && answer === "none" && (understanding.asks || score < plainly);

/** That there is a code tells less than the code, which may be of another kind. */
const saysMoreThanCode = ({ question, answer }: { readonly question: QuestionId; readonly answer: AnswerId }): boolean =>
	question !== "message" || answer !== "reachedHost";

/** The status report as evidence, or nothing: a failure to read the page says nothing, nor does the same report twice. */
export const evidenceOfStatus = (log: readonly Evidence[], report: StatusReport | undefined, turn: number): readonly Evidence[] => {
	if (report === undefined || report.kind === "unavailable") return [];
	const last = log.findLast((item) => item.kind === "backOffice" && item.source === "statusPage");
	if (last?.kind === "backOffice" && last.report === report.kind) return [];
	return [{ kind: "backOffice", report: report.kind, source: "statusPage", turn }];
};

/** What others report of the very trouble in this log. */
export const reportedAlso = (log: readonly Evidence[], reported: readonly Suspicion[] = []): Suspicion | null =>
	reported.find(({ symptom }) => symptom === symptomOf(log)) ?? null;

/** Other merchants' reports as evidence, once a case: weak, and never an outage by itself. */
export const evidenceOfReports = (log: readonly Evidence[], reported: Suspicion | null, turn: number): readonly Evidence[] =>
	reported === null || log.some((item) => item.kind === "backOffice" && item.source === "reports")
		? []
		: [{ kind: "backOffice", report: "degraded", source: "reports", turn }];

/** The log with more entries; the very same facts are not repeated. */
export const withEvidence = (troubleshooting: Troubleshooting, more: readonly Evidence[]): Troubleshooting => ({
	...troubleshooting,
	evidence: [...troubleshooting.evidence, ...more],
});
