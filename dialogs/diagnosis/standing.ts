// Which entries of the evidence log still count: corrections replace, repeats count once, and a repair may let a question be asked again.

import type { AnswerId, QuestionId } from "../knowledge/questions.ts";
import type { RepairId } from "../knowledge/repairs.ts";
import type { Evidence } from "./model.ts";

type Answer = Extract<Evidence, { readonly kind: "answer" }>;
type RepairTried = Extract<Evidence, { readonly kind: "repair" }>;

/** What must be known of a question: after which repairs an answer may be out of date. */
export type Expiring = { readonly id: QuestionId; readonly expiresAfter?: readonly RepairId[] };

/** An entry that counts. `before` is the known answer that an expired one was replaced by asking again. */
export type Standing = { readonly evidence: Evidence; readonly before?: AnswerId };

/** The latest answer, "unknown" included. */
export const answerTo = (log: readonly Evidence[], question: QuestionId): AnswerId | null =>
	log.findLast((entry): entry is Answer => entry.kind === "answer" && entry.question === question)?.answer ?? null;

/** How the repair ended when it was last offered. */
export const outcomeOf = (log: readonly Evidence[], repair: RepairId): RepairTried["outcome"] | null =>
	log.findLast((entry): entry is RepairTried => entry.kind === "repair" && entry.repair === repair)?.outcome ?? null;

/** Whether a repair since the latest answer may have changed it. */
export const isExpired = (log: readonly Evidence[], question: Expiring): boolean => {
	const at = log.findLastIndex((entry) => entry.kind === "answer" && entry.question === question.id);
	return at >= 0 && log.slice(at).some((entry) => mayChange(question, entry));
};

export function standing(log: readonly Evidence[], questions: readonly Expiring[]): readonly Standing[] {
	const answers = questions.flatMap((question) => standingAnswers(log, question));
	const isLatest = (entry: Evidence, at: number) => log.findLastIndex((other) => isSame(entry, other)) === at;
	const rest = log.filter((entry, at) => entry.kind !== "answer" && isLatest(entry, at)).map((evidence) => ({ evidence }));
	const inOrder = (a: Standing, b: Standing) => log.indexOf(a.evidence) - log.indexOf(b.evidence);
	return [...answers, ...rest].filter(({ evidence }) => counts(evidence, log)).sort(inOrder);
}

const wasTried = (log: readonly Evidence[], repair: RepairId): boolean =>
	["fixed", "notFixed"].includes(outcomeOf(log, repair) ?? "skipped");

/** A code is the finer answer to "what does the screen say"; having swapped the bearer, to "does it work over a hotspot". */
function counts(entry: Evidence, log: readonly Evidence[]): boolean {
	if (entry.kind === "repair") return entry.outcome !== "skipped";
	if (entry.kind !== "answer") return true;
	if (entry.answer === "unknown") return false;
	if (entry.question === "message") return entry.answer === "tamper" || !log.some(({ kind }) => kind === "code");
	return entry.question !== "hotspot" || !wasTried(log, "bearerSwap");
}

/** The last answer of each stretch between repairs that may have changed it. */
function standingAnswers(log: readonly Evidence[], question: Expiring): readonly Standing[] {
	const kept: Standing[] = [];
	let stretch: Answer | null = null;
	let before: AnswerId | null = null;
	const close = (): void => {
		if (stretch === null) return;
		kept.push(before === null ? { evidence: stretch } : { evidence: stretch, before });
		if (stretch.answer !== "unknown") before = stretch.answer;
		stretch = null;
	};
	for (const entry of log) {
		if (mayChange(question, entry)) close();
		if (entry.kind === "answer" && entry.question === question.id) stretch = entry;
	}
	close();
	return kept;
}

const mayChange = ({ expiresAfter = [] }: Expiring, entry: Evidence): boolean =>
	entry.kind === "repair" && entry.outcome !== "skipped" && expiresAfter.includes(entry.repair);

function isSame(a: Evidence, b: Evidence): boolean {
	if (a.kind === "repair") return b.kind === "repair" && a.repair === b.repair;
	if (a.kind === "code") return b.kind === "code" && a.code === b.code;
	if (a.kind === "backOffice") return b.kind === "backOffice" && a.source === b.source;
	return false;
}
