// The words of a conversation: its state, what can happen to it, and what a turn says and does. All plain data.

import type { CopyKey } from "../locales/copy-key.ts";
import type { Language } from "../locales/languages.ts";
import type { Evidence, Explanation, HandOffReason } from "./diagnosis/model.ts";
import type { SafeText } from "./privacy/safe-text.ts";
import type { Suspicion } from "./status/outage-detector.ts";
import type { Instant, StatusReport } from "./status/report.ts";
import type { Understanding } from "./understanding/understanding.ts";

export type MessageKind =
	| "greeting"
	| "question"
	| "repair"
	| "gate"
	| "status"
	| "faq"
	| "clarify"
	| "notice"
	| "solved"
	| "handoff"
	| "agent"
	| "refusal"
	| "error";

/** Values for a sentence. Numbers, instants and lists are formatted by the copy layer, nested sentences are said first. */
export type Params = { readonly [name: string]: string | number | SafeText | Sentence | readonly Sentence[] | readonly string[] };

export type Sentence = { readonly key: CopyKey; readonly params?: Params };

export type Choice = { readonly id: string } & Sentence;

/** One message of the bot: `before` are short acknowledgements said above the main sentence. */
export type Reply = Sentence & {
	readonly kind: MessageKind;
	/** Canonical id of the question, gate, repair or FAQ. */
	readonly id?: string;
	readonly before?: readonly Sentence[];
	readonly step?: { readonly number: number; readonly of: number };
	readonly choices?: readonly Choice[];
};

export type FlowId =
	| "troubleshoot"
	| "status"
	| "faq"
	| "hand-off"
	| "language"
	| "refusal"
	| "small-talk"
	| "feedback"
	| "returning"
	| "fallback";

/** The step the merchant is looking at: whose it is, and the very reply, so that it can be said again in another language. */
export type Live = { readonly flow: FlowId; readonly reply: Reply };

/** `open`: the bot's. `waiting`: in a desk's queue. `withAgent`: a person owns it and the bot is silent. */
export type Phase = "open" | "waiting" | "withAgent" | "resolved";

export type HandOff = {
	readonly reason: HandOffReason;
	/** The desk's own reference; only there once the desk confirmed the case. */
	readonly reference?: string;
	readonly agentName?: string;
	/** How often the merchant was told that it takes longer than promised. */
	readonly delays?: number;
};

export type ConversationState = {
	readonly version: 1;
	/** What merchant and agent call this case: "R-7K3M9Q". */
	readonly caseId: string;
	readonly turn: number;
	readonly language: Language;
	/** Where the language comes from: nowhere yet, the client's locale, or the merchant's own words or choice. */
	readonly languageFrom: "default" | "locale" | "merchant";
	readonly phase: Phase;
	readonly greeted: boolean;
	readonly live: Live | null;
	readonly troubleshooting: Troubleshooting | null;
	readonly handOff: HandOff | null;
	readonly identifiers: Understanding["identifiers"];
	/** Messages in a row that were not understood. */
	readonly misunderstood: number;
	readonly angry: boolean;
	readonly watchingStatus: boolean;
	/** When the merchant last said something, for the reminder and the question after a day. */
	readonly lastSaidAt: Instant | null;
	/** When the reminder of the last question is due, or was. */
	readonly reminderAt: Instant | null;
	readonly reminded: boolean;
};

export type Troubleshooting = {
	/** The evidence log: the belief is recomputed from it at every step. */
	readonly evidence: readonly Evidence[];
	/** Length of the log before each step shown so far, for "back". */
	readonly marks: readonly number[];
	/** The step shown last, whatever was said in between. */
	readonly shown: Pick<Reply, "kind" | "id"> | null;
	/** How often in a row it was shown, when more than once. */
	readonly showings?: number;
	readonly stepNumber: number;
	readonly stepsAnnounced: number;
	readonly startedAt: Instant;
};

export type Event =
	| { readonly kind: "joined"; readonly locale: string | null }
	| {
			readonly kind: "merchantSaid";
			/** The log entry of this message. */
			readonly messageId: string;
			readonly text: SafeText;
			readonly understanding: Understanding;
			/** What redaction took out, so that the bot can say that it did. */
			readonly redacted: readonly RedactedKind[];
			/** Pictures kept with the case. */
			readonly attachments: number;
			/** Pictures that were sent and could not be had. */
			readonly missed?: number;
	  }
	| { readonly kind: "agentSaid"; readonly text: SafeText; readonly agentName: string }
	| { readonly kind: "agentTook"; readonly agentName: string }
	/** The agent gave the case back to the queue or is gone; the conversation is `waiting` again. */
	| { readonly kind: "agentLeft"; readonly agentName: string }
	| { readonly kind: "agentReturned"; readonly agentName: string }
	| { readonly kind: "caseClosed"; readonly agentName: string; readonly cause: string | null }
	| { readonly kind: "statusChanged"; readonly report: StatusReport }
	/** The time of a promise has passed and it was not kept. */
	| { readonly kind: "promiseBroken"; readonly promise: PromiseKind }
	| { readonly kind: "effectSettled"; readonly effect: Effect["kind"]; readonly outcome: EffectOutcome }
	| { readonly kind: "timePassed"; readonly reason: WakeReason };

/** `status`: "I'll tell you when the back office is well again". `agent`: "an agent will answer by …". */
export type PromiseKind = "status" | "agent";

export type RedactedKind = "card" | "secret" | "idNumber";

export type WakeReason = "reminder";

/** What a turn wants done outside. Committed with the state, carried out by the outbox, settled as an event. */
export type Effect =
	| { readonly kind: "openCase"; readonly summary: CaseSummary }
	| { readonly kind: "tellAgent"; readonly messageId: string; readonly text: SafeText }
	| { readonly kind: "withdrawCase" }
	/** What the bot has just promised, in this turn's words. One promise of a kind is open at a time: a new one takes its place. */
	| { readonly kind: "promise"; readonly promise: PromiseKind; readonly dueAt: Instant | null }
	/** `kept` by this turn's words, which are the proof; `withdrawn` when the merchant needs it no more. */
	| { readonly kind: "settlePromise"; readonly promise: PromiseKind; readonly as: "kept" | "withdrawn" }
	/** Comes back as `timePassed`, unless a later wake with the same reason replaced it. */
	| { readonly kind: "wake"; readonly reason: WakeReason; readonly afterMs: number }
	/** Words nobody could answer, kept for the review list. */
	| { readonly kind: "review"; readonly text: SafeText; readonly language: Language; readonly offered: readonly string[] }
	| { readonly kind: "recordOutcome"; readonly outcome: Outcome }
	| { readonly kind: "recordRating"; readonly rating: Rating };

export type Rating = "good" | "soSo" | "bad";

export type EffectOutcome =
	| {
			readonly kind: "opened";
			readonly reference: string;
			readonly position: number;
			readonly waitMinutes: number | null;
			/** By when the desk expects to answer; null when it cannot say. */
			readonly answerBy: Instant | null;
	  }
	| { readonly kind: "done" }
	/** Given up after all retries. */
	| { readonly kind: "failed" };

/** How a case ended, for insights and learning. `confirmed` needs the merchant's own word. */
export type Outcome = {
	readonly ending: "solved" | "handedOff" | "outage" | "workaround";
	readonly confirmed: boolean;
	readonly steps: number;
	readonly evidence: readonly Evidence[];
	readonly topCause: string | null;
};

/** Everything an agent needs so that the merchant repeats nothing. The transcript is read from the log. */
export type CaseSummary = {
	readonly caseId: string;
	readonly language: Language;
	readonly reason: HandOffReason;
	readonly evidence: readonly Evidence[];
	/** Ranked, likeliest first. */
	readonly causes: readonly Explanation[];
	readonly status: StatusReport | null;
	readonly identifiers: Understanding["identifiers"];
	readonly angry: boolean;
};

export type Need = "status" | "desk";

export type DeskAvailability =
	/** `waitMinutes`: for somebody who joins now; null when the desk cannot say. */
	| { readonly kind: "open"; readonly waiting: number; readonly waitMinutes: number | null }
	| { readonly kind: "closed"; readonly opensAt: Instant | null }
	| { readonly kind: "unavailable" };

/** Answers to the needs; one that missed the deadline is `unavailable`. */
export type Facts = {
	readonly status?: StatusReport;
	readonly desk?: DeskAvailability;
	/** Trouble that several merchants report right now; not asked for, but known. */
	readonly reported?: readonly Suspicion[];
};

export type Turn = {
	readonly state: ConversationState;
	readonly replies: readonly Reply[];
	readonly effects: readonly Effect[];
};

/** One thing Relink can do in a conversation. The first flow of the list that claims an event answers it. */
export interface Flow {
	readonly id: FlowId;
	/** `state.lastSaidAt` is still that of the message before. */
	claims(state: ConversationState, event: Event, now: Instant): boolean;
	needs(state: ConversationState, event: Event): readonly Need[];
	step(state: ConversationState, event: Event, facts: Facts, now: Instant): Turn;
}
