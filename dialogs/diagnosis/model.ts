// The words of diagnosis: causes with priors, questions with likelihoods, repairs with the chance that they work.

import type { CauseId, Owner } from "../knowledge/causes.ts";
import type { AnswerId, QuestionId } from "../knowledge/questions.ts";
import type { RepairId } from "../knowledge/repairs.ts";

/** Where a fact comes from; the hand-off and the desk label every item with it. */
export type EvidenceSource = "told" | "measured" | "statusPage" | "reports";

/** One entry of the evidence log. The belief is always recomputed from the whole log, never patched. */
export type Evidence =
	| {
			readonly kind: "answer";
			readonly question: QuestionId;
			readonly answer: AnswerId;
			readonly source: EvidenceSource;
			readonly turn: number;
	  }
	| { readonly kind: "code"; readonly code: string; readonly source: EvidenceSource; readonly turn: number }
	| {
			readonly kind: "repair";
			readonly repair: RepairId;
			readonly outcome: "fixed" | "notFixed" | "skipped";
			readonly turn: number;
	  }
	| {
			readonly kind: "backOffice";
			readonly report: "operational" | "degraded" | "outage" | "maintenance";
			readonly source: EvidenceSource;
			readonly turn: number;
	  };

/** A troubleshooting model of any size; the product's own and the benchmark's random ones have this shape. */
export type Model = {
	readonly causes: readonly { readonly id: string; readonly prior: number }[];
	readonly repairs: readonly {
		readonly id: string;
		/** Effort plus risk penalty, minutes. */
		readonly minutes: number;
		/** P(works | cause); absent is 0. */
		readonly fixes: Readonly<Record<string, number>>;
	}[];
	readonly questions: readonly {
		readonly id: string;
		readonly minutes: number;
		readonly answers: readonly string[];
		/** P(answer | cause), one row a cause, in the order of `answers`; each row sums to 1. */
		readonly likelihood: Readonly<Record<string, readonly number[]>>;
	}[];
	/** What a person costs right now: waiting and talking, minutes. */
	readonly handOffMinutes: number;
};

/** Posterior over causes, most likely first; sums to 1. */
export type Belief = readonly { readonly cause: CauseId; readonly probability: number }[];

export type HandOffReason =
	| "asked" // the merchant asked for a person
	| "notMerchants" // the likely cause is somebody else's to mend
	| "cheaper" // a person is expected to be quicker than going on
	| "contradiction" // the answers do not fit any known cause
	| "safety" // tampering, money at risk
	| "notUnderstood" // two messages in a row were not understood
	| "angry"
	| "budget"; // the time budget is used up

/** What the planner wants next. */
export type Step =
	| { readonly kind: "ask"; readonly question: QuestionId; readonly about: number }
	| { readonly kind: "gate"; readonly question: "pendingOffline" | "retryCharge"; readonly about: number }
	| { readonly kind: "try"; readonly repair: RepairId; readonly about: number }
	| { readonly kind: "handOff"; readonly reason: HandOffReason; readonly cause: CauseId };
// `about`: how many steps are expected from here on, this one included.

/** Why a step or a cause: the strongest evidence for and against it, strongest first. */
export type Explanation = {
	readonly cause: CauseId;
	/** Who has to act now, given what was tried. */
	readonly owner: Owner;
	readonly probability: number;
	readonly because: readonly Evidence[];
	readonly despite: readonly Evidence[];
};
