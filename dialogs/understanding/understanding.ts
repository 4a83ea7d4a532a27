// What one message means: the result of understand(), plain data.

import type { Language } from "../../locales/languages.ts";
import type { FaqId } from "../faq/faq.ts";
import type { AnswerId, QuestionId } from "../knowledge/questions.ts";
import type { IntentId } from "./intents.ts";

export type WrittenLanguage =
	| { readonly kind: "known"; readonly language: Language; readonly traditional: boolean }
	/** Written in a language Relink does not speak. */
	| { readonly kind: "other" }
	/** Too short or neutral to tell: a code, "ok", an emoji. */
	| { readonly kind: "unclear" };

/** Intents and FAQs compete in one classifier; an FAQ's label is `faq.<id>`. */
export type Label = IntentId | `faq.${FaqId}`;

export type Scored<T extends string> = { readonly id: T; readonly score: number };

export type Understanding = {
	readonly language: WrittenLanguage;
	/** `none`: rejected, nothing fits. Scores are in 0..1. */
	readonly intent: {
		readonly id: Label | "none";
		readonly score: number;
		/** Whether to act on it, to ask "did you mean", or to say it was not understood. */
		readonly verdict: "sure" | "unsure" | "rejected";
		readonly alternatives: readonly Scored<Label>[];
	};
	/** Facts volunteered in the message, whatever the bot had asked. */
	readonly evidence: readonly { readonly question: QuestionId; readonly answer: AnswerId; readonly score: number }[];
	/** A response code, upper case: "97", "A0". */
	readonly code: string | null;
	readonly faq: readonly Scored<FaqId>[];
	/** What the best of these entries names as related. */
	readonly related: readonly FaqId[];
	/** The id of the live choice that the words pick, if any; or what is understood at any time: `worksNow`, `startOver`, `dontKnowHow`, `tried`, `trying`. */
	readonly choice: string | null;
	/** Kept for the case, never shown elsewhere. */
	readonly identifiers: { readonly serial?: string; readonly merchantNumber?: string; readonly terminalNumber?: string };
	readonly angry: boolean;
	/** Asks, supposes or wishes rather than tells: by a question mark or by words such as "how do I", 要不要. */
	readonly asks: boolean;
	/** The language asked for by name: "English please", "说中文". */
	readonly namedLanguage: Language | null;
};

/** What understanding a message needs to know about the conversation. */
export type Listening = {
	/** The language of the conversation so far. */
	readonly language: Language;
	/** The live step's choices, in order, with their texts in that language. */
	readonly choices: readonly { readonly id: string; readonly text: string }[];
	/** The live step's question, when it is one of the catalogue. */
	readonly question: QuestionId | null;
};
