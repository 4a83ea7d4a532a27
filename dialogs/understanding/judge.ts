// Weighs classifier, retrieval and guards into one verdict: act on it, ask "did you mean", or admit not having understood.

import type { FaqId } from "../faq/faq.ts";
import type { Found } from "../faq/ranking.ts";
import type { Opinion } from "./classify.ts";
import type { GuardId } from "./heard.ts";
import type { Label, Scored, Understanding } from "./understanding.ts";

type Signs = {
	readonly opinion: Opinion;
	readonly found: readonly Found[];
	/** Entries written after the classifier was trained: only retrieval knows them. */
	readonly unlearned: ReadonlySet<FaqId>;
	readonly guards: ReadonlySet<GuardId>;
	/** How many facts the message states, a code included: then it is about a problem, unless something else is clearer. */
	readonly facts: number;
	/** Those of them that are more than a word, which may be a coincidence. */
	readonly plainFacts: number;
	/** The message is a code and nothing else. */
	readonly isBareCode: boolean;
	/** Chances below are rejected. */
	readonly threshold: number;
};

/** The label of utterances that are none of Relink's business. */
export const outOfScope = "outOfScope";

/** Chances from here on are acted upon without asking. */
const sure = 0.55;

/** Something else this likely is not overruled by stated facts. */
const rival = 0.3;

/** Retrieval alone never answers without asking; its best possible score counts this much. */
const retrievalWeight = 0.55;

/** Of an entry that only retrieval can know, it counts more. */
const soleWeight = 0.9;

const faqPrefix = "faq.";

const maxAlternatives = 3;
const maxFaqs = 5;

/** So sure of something else, the classifier outranks a guard: "after asking for a human what next". */
const surerThanGuards = 0.85;

/** A guard outranks a classifier in doubt. In this order: a person first, who can also judge the rest. */
const guarded = ["human", "danger", "unsafe", "injection"] as const;

type Guarded = (typeof guarded)[number];

/** The entry that says what to do before anything else. */
export const dangerEntry: FaqId = "smoke-or-swelling";

const labelOf = (guard: Guarded): Label => (guard === "danger" ? `${faqPrefix}${dangerEntry}` : guard);

/** Questions about what a guard watches for: being sure of one of these is enough. "Are you a real person?" wants none. */
const questionsAbout: Readonly<Record<Exclude<Guarded, "danger">, readonly Label[]>> = {
	human: ["capabilities", "ticketStatus", "faq.hours", "faq.scam-calls", "faq.ticket-follow-up", "faq.waiting-time"],
	unsafe: ["faq.privacy", "faq.scam-calls", "faq.chat-record", "faq.delete-my-data"],
	injection: ["faq.scam-calls"],
};

export const judge = (signs: Signs): Pick<Understanding, "intent" | "faq"> => {
	const guard = guarded.find((id) => signs.guards.has(id));
	const faq = mergeFaqs(signs);
	const candidates = mergeCandidates(signs.opinion, faq);
	const [best] = candidates;
	const score = best?.score ?? 0;
	if (signs.guards.has("noHuman")) return { intent: verdictOf("no", surerThanGuards, "sure", candidates), faq };
	if (guard !== undefined && score < enoughAgainst(guard, best))
		return { intent: verdictOf(labelOf(guard), surerThanGuards, "sure", candidates), faq };
	const outside = isOutside(signs) && (best === undefined || !isUnlearned(signs, best));
	if (best !== undefined && !outside && !signs.isBareCode && score >= sure)
		return { intent: verdictOf(best.id, score, "sure", candidates), faq };
	if (statesProblem(signs, best, outside)) return { intent: verdictOf("problem", Math.max(sure, score), "sure", candidates), faq };
	if (best === undefined || outside || score < leastOf(best, signs.threshold))
		return { intent: verdictOf("none", 1 - score, "rejected", candidates), faq };
	return { intent: verdictOf(best.id, score, "unsure", candidates), faq };
};

/** To ask "a person?" once too often is better than not to have heard it. */
const leastForHuman = 0.25;

const leastOf = ({ id }: Scored<Label>, threshold: number): number => (id === "human" ? Math.min(leastForHuman, threshold) : threshold);

/** Nothing outranks danger. */
const enoughAgainst = (guard: Guarded, best: Scored<Label> | undefined): number => {
	if (guard === "danger") return Number.POSITIVE_INFINITY;
	return best !== undefined && questionsAbout[guard].includes(best.id) ? sure : surerThanGuards;
};

/** The classifier likes "none of our business" best. */
const isOutside = ({ opinion }: Signs): boolean => (opinion.ranked[0]?.label ?? outOfScope) === outOfScope;

/** The classifier cannot like what it has not learned. */
const isUnlearned = ({ unlearned }: Signs, { id }: Scored<Label>): boolean =>
	id.startsWith(faqPrefix) && unlearned.has(id.slice(faqPrefix.length));

/** One fact may be a coincidence in a text about something else. */
const statesProblem = ({ facts, plainFacts }: Signs, best: Scored<Label> | undefined, outside: boolean): boolean => {
	if (facts === 0 || (outside && plainFacts < 2)) return false;
	return facts > 1 || best === undefined || best.id === "problem" || best.score < rival;
};

const verdictOf = (
	id: Label | "none",
	score: number,
	verdict: Understanding["intent"]["verdict"],
	candidates: readonly Scored<Label>[],
): Understanding["intent"] => ({
	id,
	score,
	verdict,
	alternatives: candidates.filter((candidate) => candidate.id !== id).slice(0, maxAlternatives),
});

/** Entries by the better of what training and what retrieval think of them. */
const mergeFaqs = ({ opinion, found, unlearned }: Signs): Scored<FaqId>[] => {
	const merged = found.map(({ id, score }) => ({ id, score: score * (unlearned.has(id) ? soleWeight : retrievalWeight) }));
	for (const { label, score } of opinion.ranked) {
		if (!label.startsWith(faqPrefix)) continue;
		const id = label.slice(faqPrefix.length);
		const retrieved = merged.find((entry) => entry.id === id);
		if (retrieved === undefined) merged.push({ id, score });
		else retrieved.score = Math.max(score, retrieved.score);
	}
	return merged.sort((a, b) => b.score - a.score).slice(0, maxFaqs);
};

const mergeCandidates = (opinion: Opinion, faq: readonly Scored<FaqId>[]): Scored<Label>[] => {
	// The classifier's labels are strings to it; they were checked against the list of intents when it was trained.
	const intents = opinion.ranked
		.filter(({ label }) => label !== outOfScope && !label.startsWith(faqPrefix))
		.map(({ label, score }) => ({ id: label as Label, score }));
	const entries = faq.map(({ id, score }) => ({ id: `${faqPrefix}${id}` as const, score }));
	return [...intents, ...entries].sort((a, b) => b.score - a.score);
};
