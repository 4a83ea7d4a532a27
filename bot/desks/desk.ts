// The port to the people. One file a desk beside this one, one row in registry.ts, one contract suite.

import type { CaseSummary, DeskAvailability } from "../../dialogs/conversation.ts";
import type { SafeText } from "../../dialogs/privacy/safe-text.ts";
import type { Instant } from "../../dialogs/status/report.ts";
import type { Language } from "../../locales/languages.ts";

export type CaseTicket = {
	readonly reference: string;
	readonly position: number;
	readonly waitMinutes: number | null;
	/** By when the desk expects to answer; the bot promises it. Null when it cannot say. */
	readonly answerBy: Instant | null;
};

export interface Desk {
	readonly id: string;
	availability(signal: AbortSignal): Promise<DeskAvailability>;
	/** Idempotent by key: asking twice opens one case. Throws a retryable error when the desk was not reached. */
	open(key: string, conversationId: string, summary: CaseSummary, language: Language, signal: AbortSignal): Promise<CaseTicket>;
	/** Passes on what the merchant says while a person has, or will have, the conversation. */
	tell(key: string, conversationId: string, text: SafeText, signal: AbortSignal): Promise<void>;
	/** The merchant left the queue or is selling again. */
	withdraw(key: string, conversationId: string, signal: AbortSignal): Promise<void>;
}
