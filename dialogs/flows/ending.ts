// Nothing the merchant can do is worth trying: who has to act now, what they are given, and what the merchant does meanwhile.

import { assertNever } from "../assert-never.ts";
import type { ConversationState, Reply, Sentence, Turn } from "../conversation.ts";
import type { Evidence, HandOffReason, Step } from "../diagnosis/model.ts";
import { answerTo } from "../diagnosis/standing.ts";
import type { CauseId, Owner } from "../knowledge/causes.ts";
import { repairs } from "../knowledge/repairs.ts";
import { ask } from "../turn.ts";
import { emptyTroubleshooting, withEvidence } from "./evidence-log.ts";
import type { FlowDeps, Moment } from "./flow-deps.ts";
import { requestHandOff } from "./request-hand-off.ts";
import { isForProvider, providerReply } from "./shop-network.ts";
import { triedSentence } from "./tried.ts";

type HandOff = Extract<Step, { kind: "handOff" }>;

/** A cause is named to the merchant only when it is likelier than not. */
const namedFrom = 0.5;

const looksLike = (cause: CauseId): readonly Sentence[] => [
	{ key: "flows.handOff.looksLike", params: { cause: { key: `causes.${cause}.name` } } },
	{ key: `causes.${cause}.handOff` },
];

const mostLikely = (cause: CauseId): readonly Sentence[] => [
	{ key: "flows.handOff.mostLikely", params: { cause: { key: `causes.${cause}.name` } } },
	{ key: `causes.${cause}.handOff` },
];

const whyAPerson = (reason: HandOffReason, cause: CauseId, isLikely: boolean, hasTried: boolean): readonly Sentence[] => {
	const quicker: readonly Sentence[] = [{ key: hasTried ? "flows.handOff.quicker" : "flows.handOff.quickerAtOnce" }];
	switch (reason) {
		case "notMerchants":
			return isLikely ? looksLike(cause) : quicker;
		case "safety":
			return looksLike(cause);
		case "contradiction":
			return [{ key: "flows.handOff.contradiction" }];
		case "cheaper":
			return isLikely ? mostLikely(cause) : quicker;
		case "budget":
			return quicker;
		case "asked":
		case "notUnderstood":
		case "angry":
			return [];
		default:
			return assertNever(reason);
	}
};

/** What a vendor asks before anything else, as far as it is known. */
const vendorForm = ({ identifiers }: ConversationState, evidence: readonly Evidence[], cause: CauseId): Reply => ({
	kind: "notice",
	key: "flows.vendor.form",
	params: {
		cause: { key: `causes.${cause}.name` },
		serial: identifiers.serial ?? { key: "flows.vendor.noSerial" },
		tried: triedSentence(evidence),
	},
});

/** Said after the hand-off: the vendor's form, something safe to try in the queue, or the numbers an acquirer goes by. */
const whileWaiting = (deps: FlowDeps, state: ConversationState, step: HandOff): readonly Reply[] => {
	if (step.reason === "safety") return [];
	const evidence = state.troubleshooting?.evidence ?? [];
	const vendors = deps.diagnosis
		.belief(evidence)
		.filter(({ cause }) => cause !== "apiCredential" && deps.diagnosis.owner(evidence, cause) === "vendor");
	const [likeliest] = vendors;
	if (likeliest !== undefined && vendors.reduce((sum, { probability }) => sum + probability, 0) >= namedFrom)
		return [vendorForm(state, evidence, likeliest.cause)];
	const repair = deps.diagnosis.meanwhile(evidence);
	if (repair !== null)
		return [{ kind: "notice", key: "flows.handOff.meanwhile", params: { repair: { key: `repairs.${repair}.do` } }, id: repair }];
	return state.identifiers.terminalNumber === undefined ? [{ kind: "notice", key: "flows.handOff.haveReady" }] : [];
};

/** Whether the merchant is better served by knowing whose turn it is than by a queue. */
const needsNoAgent = (owner: Owner, evidence: readonly Evidence[]): boolean => {
	const open = answerTo(evidence, "retryCharge");
	if (owner === "customer" || owner === "issuer") return open === null || open === "none";
	return owner === "merchant" && sellsByAWorkaround(evidence);
};

const sellsByAWorkaround = (evidence: readonly Evidence[]): boolean =>
	evidence.some(
		(item) => item.kind === "repair" && item.outcome === "fixed" && repairs.some((row) => row.id === item.repair && "workaround" in row),
	);

/** For the customer, the card's bank, or the shop's own people, while it sells another way: an agent can still be asked for. */
const theirsReply = (cause: CauseId, before: readonly Sentence[]): Reply => ({
	kind: "notice",
	id: cause,
	key: `causes.${cause}.prevent`,
	before: [...before, { key: `causes.${cause}.explain` }, { key: `causes.${cause}.handOff` }],
	choices: [
		{ id: "fixed", key: "common.choices.fixed" },
		{ id: "human", key: "common.choices.human" },
		{ id: "back", key: "common.choices.back" },
		{ id: "why", key: "common.choices.why" },
	],
});

/** Nothing is begun any more, and a person need not be offered to somebody who gets one. */
const fitForTheEnd = (sentence: Sentence): readonly Sentence[] => {
	if (sentence.key === "flows.troubleshoot.start") return [];
	return [sentence.key === "flows.troubleshoot.personAnyTime" ? { key: "flows.troubleshoot.notFixed" } : sentence];
};

/** Ends the troubleshooting with whoever has to act. `said` comes first. */
export const end = (deps: FlowDeps, moment: Moment, step: HandOff, said: readonly Sentence[]): Turn => {
	const { state } = moment;
	const words = said.flatMap(fitForTheEnd);
	const evidence = state.troubleshooting?.evidence ?? [];
	const belief = deps.diagnosis.belief(evidence);
	const isLikely = (belief.find(({ cause }) => cause === step.cause)?.probability ?? 0) >= namedFrom;
	if (step.reason === "cheaper" || step.reason === "notMerchants") {
		const owner = deps.diagnosis.owner(evidence, step.cause);
		if (isForProvider(belief, evidence, isLikely ? owner : null)) return ask(state, "troubleshoot", providerReply(belief, evidence, words));
		if (isLikely && needsNoAgent(owner, evidence)) return ask(state, "troubleshoot", theirsReply(step.cause, words));
	}
	const hasTried = evidence.some(({ kind }) => kind === "repair");
	const turn = requestHandOff(deps, moment, step.reason, [...words, ...whyAPerson(step.reason, step.cause, isLikely, hasTried)]);
	return { ...turn, replies: [...turn.replies, ...whileWaiting(deps, state, step)] };
};

/** A fault that was mended and is back: the repair did not last, and whoever the cause escalates to takes over. */
export const cameBack = (deps: FlowDeps, moment: Moment): Turn => {
	const { state, now } = moment;
	const troubleshooting = state.troubleshooting ?? emptyTroubleshooting(now);
	const worked = troubleshooting.evidence.findLast((item) => item.kind === "repair" && item.outcome === "fixed");
	const undone: readonly Evidence[] = worked?.kind === "repair" ? [{ ...worked, outcome: "notFixed", turn: state.turn }] : [];
	const evidence = [...troubleshooting.evidence, ...undone];
	const [likeliest] = deps.diagnosis.belief(evidence);
	const open: ConversationState = { ...state, phase: "open", troubleshooting: withEvidence(troubleshooting, undone) };
	const said: readonly Sentence[] = [{ key: "flows.feedback.cameBack" }];
	if (likeliest === undefined || undone.length === 0) return requestHandOff(deps, { ...moment, state: open }, "asked", said);
	return end(deps, { ...moment, state: open }, { kind: "handOff", reason: "notMerchants", cause: likeliest.cause }, said);
};
