// A case as its agent sees it: the summary of the hand-off put into words, and the transcript from the log.

import type { Evidence, Explanation } from "../../dialogs/diagnosis/model.ts";
import { type CauseId, causes } from "../../dialogs/knowledge/causes.ts";
import type { RepairId } from "../../dialogs/knowledge/repairs.ts";
import type { StatusReport } from "../../dialogs/status/report.ts";
import type { Language } from "../../locales/languages.ts";
import type { Agent, DeskCase } from "../store/case-store.ts";
import type { LogEntry } from "../store/store.ts";
import type { BackOffice, CaseView, CauseChoice, CauseView, MessageView, QueueCase } from "./desk-api.ts";

/** Puts what the diagnosis knows into an agent's language. */
export interface Describe {
	/** One line: what was asked and answered, the code, the repair with its outcome, what the status page said. */
	evidence(item: Evidence, language: Language): string;
	repair(id: RepairId, language: Language): string;
	cause(id: CauseId, language: Language): string;
}

export type Reader = { readonly agent: Agent; readonly language: Language; readonly describe: Describe };

/** A cause less likely than this would only mislead whoever looks at the queue. */
const worthNaming = 0.25;

/** One row of the queue. */
export const viewInQueue = (found: DeskCase, { agent, language, describe }: Reader): QueueCase => {
	const { reference, status, openedAt, answerBy, acceptedAt, agentName, summary } = found;
	const [top] = summary.causes.filter(({ probability }) => probability >= worthNaming);
	return {
		...{ reference, status, openedAt, answerBy, acceptedAt, agentName },
		own: status === "withAgent" && found.agentId === agent.id,
		language: summary.language,
		reason: summary.reason,
		angry: summary.angry,
		topCause: top === undefined ? null : describe.cause(top.cause, language),
		merchantNumber: summary.identifiers.merchantNumber ?? null,
		terminal: summary.identifiers.terminalNumber ?? summary.identifiers.serial ?? null,
	};
};

/** The whole case in one answer. */
export const viewCase = (found: DeskCase, log: readonly LogEntry[], reader: Reader): CaseView => {
	const { language, describe } = reader;
	const { evidence, causes: ranked, status, identifiers } = found.summary;
	const closedWith = causes.find((cause) => cause.id === found.cause);
	return {
		...viewInQueue(found, reader),
		closedAt: found.closedAt,
		backOffice: status === null ? null : viewStatus(status),
		identifiers,
		evidence: evidence.flatMap((item) =>
			item.kind === "repair" ? [] : [{ text: describe.evidence(item, language), source: item.source }],
		),
		causes: ranked.map((explained) => viewCause(explained, reader)),
		steps: evidence.flatMap((item) =>
			item.kind === "repair" ? [{ text: describe.repair(item.repair, language), outcome: item.outcome }] : [],
		),
		closedWith: closedWith === undefined ? null : describe.cause(closedWith.id, language),
		transcript: log.map(viewMessage),
	};
};

/** One message of the transcript. */
export const viewMessage = ({ seq, at, author, authorName, text, language, attachments }: LogEntry): MessageView => ({
	...{ seq, at, author, text, language },
	authorName: authorName ?? null,
	attachments: (attachments ?? []).map(({ name, contentUrl }) => ({ name, url: contentUrl })),
});

/** What the status page says. */
export const viewStatus = (report: StatusReport): BackOffice => ({
	kind: report.kind,
	components: "components" in report ? report.components : [],
	since: "since" in report ? (report.since ?? null) : null,
	asOf: report.kind === "unavailable" ? (report.lastGood ?? null) : report.asOf,
});

/** Every cause a case can be closed with, in the order of the catalogue. */
export const causeChoices = ({ language, describe }: Reader): readonly CauseChoice[] =>
	causes.map(({ id }) => ({ id, name: describe.cause(id, language) }));

const viewCause = ({ cause, owner, probability, because, despite }: Explanation, { language, describe }: Reader): CauseView => ({
	id: cause,
	name: describe.cause(cause, language),
	owner,
	probability,
	because: because.map((item) => describe.evidence(item, language)),
	despite: despite.map((item) => describe.evidence(item, language)),
});
