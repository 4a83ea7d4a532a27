// The good ending, on the merchant's own word: what was tried, how to keep it from coming back, and a rating.

import type { ConversationState, Effect, Outcome, Sentence, Turn } from "../conversation.ts";
import type { Evidence } from "../diagnosis/model.ts";
import type { CauseId } from "../knowledge/causes.ts";
import type { RepairId } from "../knowledge/repairs.ts";
import { repairs } from "../knowledge/repairs.ts";
import { ask } from "../turn.ts";
import { answerWithdrawn } from "./answer-promise.ts";
import { askRating } from "./ask-rating.ts";
import type { FlowDeps, Moment } from "./flow-deps.ts";
import { triedSentence } from "./tried.ts";

const isWorkaround = (repair: RepairId | null): boolean => repairs.some((row) => row.id === repair && "workaround" in row);

/** A tip against a cause that was hardly likely would only puzzle. */
const tipFrom = 0.4;

const prevention = (deps: FlowDeps, { state }: Moment): readonly Sentence[] => {
	const evidence = state.troubleshooting?.evidence ?? [];
	const likeliest = evidence.length === 0 ? undefined : deps.diagnosis.belief(evidence)[0];
	return likeliest === undefined || likeliest.probability < tipFrom || likeliest.cause === "otherUnknown"
		? []
		: [{ key: `causes.${likeliest.cause}.prevent` }];
};

/** The cause, when it sits with the customer or a bank: there is nothing left to look for in the shop. */
const othersCause = (deps: FlowDeps, evidence: readonly Evidence[]): CauseId | null => {
	const [likeliest] = deps.diagnosis.belief(evidence);
	if (likeliest === undefined || likeliest.probability < tipFrom) return null;
	return ["customer", "issuer"].includes(deps.diagnosis.owner(evidence, likeliest.cause)) ? likeliest.cause : null;
};

/** The shop sells again by another way; whether to look for the fault now is the merchant's choice. */
const workedAround = (state: ConversationState, effects: readonly Effect[]): Turn =>
	ask(
		{ ...state, misunderstood: 0 },
		"troubleshoot",
		{
			kind: "solved",
			key: "flows.solved.workaround",
			choices: [
				{ id: "goOn", key: "flows.solved.findFault" },
				{ id: "later", key: "flows.solved.later" },
				{ id: "notFixed", key: "common.choices.notFixed" },
			],
		},
		effects,
	);

/** The terminal sells again. `repair` is what did it, or null when the merchant just says so. */
export const solved = (deps: FlowDeps, moment: Moment, repair: RepairId | null): Turn => {
	const { state } = moment;
	const evidence = state.troubleshooting?.evidence ?? [];
	const workaround = isWorkaround(repair);
	const outcome: Outcome = {
		ending: workaround ? "workaround" : "solved",
		confirmed: true,
		steps: state.troubleshooting?.stepNumber ?? 0,
		evidence,
		topCause: evidence.length === 0 ? null : (deps.diagnosis.belief(evidence)[0]?.cause ?? null),
	};
	const effects: readonly Effect[] = [
		{ kind: "recordOutcome", outcome },
		...(state.phase === "waiting" ? [{ kind: "withdrawCase" } as const, answerWithdrawn] : []),
	];
	const others = workaround ? othersCause(deps, evidence) : null;
	if (others !== null)
		return askRating(
			{ ...state, phase: "resolved", misunderstood: 0 },
			[{ key: "flows.solved.otherWay" }, { key: `causes.${others}.explain` }, { key: `causes.${others}.prevent` }],
			effects,
		);
	if (workaround) return workedAround(state, effects);
	const before: readonly Sentence[] = [
		{ key: "flows.solved.good" },
		...(evidence.some(({ kind }) => kind === "repair") ? [triedSentence(evidence)] : []),
		...prevention(deps, moment),
	];
	return askRating({ ...state, phase: "resolved", misunderstood: 0 }, before, effects);
};
