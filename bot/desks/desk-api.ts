// What the console's API answers: display strings are in the agent's language, instants are epoch milliseconds.

import type { RedactedKind } from "../../dialogs/conversation.ts";
import type { Evidence, EvidenceSource, HandOffReason } from "../../dialogs/diagnosis/model.ts";
import type { Owner } from "../../dialogs/knowledge/causes.ts";
import type { Instant, StatusReport } from "../../dialogs/status/report.ts";
import type { Language } from "../../locales/languages.ts";
import type { Agent, DeskCase } from "../store/case-store.ts";
import type { LogEntry, OutboxItem, OutboxPayload } from "../store/store.ts";

export type Me = Pick<Agent, "name" | "role"> & {
	/** Goes back in the `x-csrf-token` header of every POST. */
	readonly csrf: string;
};

export type BackOffice = {
	readonly kind: StatusReport["kind"];
	readonly components: readonly string[];
	readonly since: Instant | null;
	/** When the page was read; `null` when it never could be. */
	readonly asOf: Instant | null;
};

export type QueueCase = Pick<DeskCase, "reference" | "status" | "openedAt" | "answerBy" | "acceptedAt" | "agentName"> & {
	readonly own: boolean;
	/** The merchant's. */
	readonly language: Language;
	readonly reason: HandOffReason;
	readonly angry: boolean;
	readonly topCause: string | null;
	readonly merchantNumber: string | null;
	readonly terminal: string | null;
};

export type Queue = { readonly backOffice: BackOffice; readonly cases: readonly QueueCase[] };

type EvidenceView = { readonly text: string; readonly source: EvidenceSource };

export type CauseView = {
	readonly id: string;
	readonly name: string;
	readonly owner: Owner;
	readonly probability: number;
	readonly because: readonly string[];
	readonly despite: readonly string[];
};

type StepView = { readonly text: string; readonly outcome: Extract<Evidence, { kind: "repair" }>["outcome"] };

type Identifiers = DeskCase["summary"]["identifiers"];

export type CaseView = QueueCase & {
	readonly closedAt: Instant | null;
	/** The back office when the case was opened. */
	readonly backOffice: BackOffice | null;
	readonly identifiers: Identifiers;
	readonly evidence: readonly EvidenceView[];
	readonly causes: readonly CauseView[];
	readonly steps: readonly StepView[];
	readonly closedWith: string | null;
	readonly transcript: readonly MessageView[];
};

export type MessageView = Pick<LogEntry, "seq" | "at" | "author" | "text" | "language"> & {
	readonly authorName: string | null;
	readonly attachments: readonly { readonly name: string; readonly url: string }[];
};

export type Transcript = { readonly messages: readonly MessageView[] };

export type CauseChoice = { readonly id: string; readonly name: string };

export type Said = { readonly redacted: readonly RedactedKind[] };

export type AgentView = Pick<Agent, "id" | "name" | "role">;

export type Undelivered = Pick<OutboxItem, "id" | "attempts"> & {
	/** The case's. */
	readonly reference: string;
	readonly kind: OutboxPayload["kind"];
	readonly error: string;
};
