// When the fault most likely sits in the shop's own line or router: an agent of the acquirer cannot mend that, so the router
// is restarted once and then the network provider gets a text to be read out.

import type { Reply, Sentence } from "../conversation.ts";
import type { Belief, Evidence, Step } from "../diagnosis/model.ts";
import type { CauseId, Owner } from "../knowledge/causes.ts";
import { triedSentence } from "./tried.ts";

const ofTheShop: readonly CauseId[] = ["ispOutage", "routerFault"];
const likelyFrom = 0.5;

/** Whether the shop's line or router is likelier at fault than everything else together. */
const isShopNetwork = (belief: Belief): boolean =>
	belief.filter(({ cause }) => ofTheShop.includes(cause)).reduce((sum, { probability }) => sum + probability, 0) >= likelyFrom;

const hasRestartedRouter = (evidence: readonly Evidence[]): boolean =>
	evidence.some((item) => item.kind === "repair" && item.repair === "restartRouter");

/** Before anybody is called: the router once, when it was not restarted yet. What is believed matters to few steps, and is asked for only then. */
export const routerFirst = (step: Step, belief: (evidence: readonly Evidence[]) => Belief, evidence: readonly Evidence[]): Step => {
	if (step.kind !== "handOff" || (step.reason !== "cheaper" && step.reason !== "notMerchants")) return step;
	return !hasRestartedRouter(evidence) && isShopNetwork(belief(evidence)) ? { kind: "try", repair: "restartRouter", about: 1 } : step;
};

/** `owner`: who has to act on the likeliest cause, where one stands out. */
export const isForProvider = (belief: Belief, evidence: readonly Evidence[], owner: Owner | null): boolean =>
	owner === "network" || (isShopNetwork(belief) && hasRestartedRouter(evidence));

/** The text for the provider, and what to do meanwhile. */
export const providerReply = (belief: Belief, evidence: readonly Evidence[], before: readonly Sentence[]): Reply => {
	const isDown = isShopNetwork(belief);
	const cause = (isDown ? belief.find((row) => ofTheShop.includes(row.cause)) : belief[0])?.cause ?? "ispOutage";
	return {
		kind: "notice",
		id: cause,
		key: isDown ? "flows.network.text" : "flows.network.textUnsteady",
		params: { cause: { key: `causes.${cause}.name` }, tried: triedSentence(evidence) },
		before: [...before, { key: isDown ? "flows.network.theirs" : "flows.network.theirsUnsteady" }],
		choices: [
			{ id: "fixed", key: "common.choices.fixed" },
			{ id: "human", key: "common.choices.human" },
			{ id: "back", key: "common.choices.back" },
			{ id: "why", key: "common.choices.why" },
		],
	};
};
