// Asks a desk to take the case. The case is only claimed to exist once the desk's answer comes back as an event.

import type { CaseSummary, Reply, Sentence, Turn } from "../conversation.ts";
import type { HandOffReason } from "../diagnosis/model.ts";
import { say } from "../turn.ts";
import type { FlowDeps, Moment } from "./flow-deps.ts";

/** Causes an agent is shown; the rest is noise. */
const causesInSummary = 5;

const summaryOf = (deps: FlowDeps, { state, facts }: Moment, reason: HandOffReason): CaseSummary => {
	const evidence = state.troubleshooting?.evidence ?? [];
	return {
		caseId: state.caseId,
		language: state.language,
		reason,
		evidence,
		causes: evidence.length === 0 ? [] : deps.diagnosis.explain(evidence).slice(0, causesInSummary),
		status: facts.status ?? null,
		identifiers: state.identifiers,
		angry: state.angry,
	};
};

const passingOn = ({ facts }: Moment): Sentence => {
	if (facts.desk?.kind !== "closed") return { key: "flows.handOff.passing" };
	return facts.desk.opensAt === null
		? { key: "flows.handOff.passingClosed" }
		: { key: "flows.handOff.passingUntil", params: { opensAt: facts.desk.opensAt } };
};

/** Moves the conversation to `waiting` and has the case opened, with everything already said. */
export const requestHandOff = (deps: FlowDeps, moment: Moment, reason: HandOffReason, before: readonly Sentence[] = []): Turn => {
	const { state } = moment;
	const reply: Reply = { kind: "handoff", ...passingOn(moment), before };
	return say({ ...state, phase: "waiting", live: null, misunderstood: 0, handOff: { reason } }, reply, [
		{ kind: "openCase", summary: summaryOf(deps, moment, reason) },
	]);
};
