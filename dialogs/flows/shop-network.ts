// When the fault most likely sits in the shop's own line or router: an agent of the acquirer cannot mend that, so the router
// is restarted once and then the network provider gets a text to be read out.

import type { Reply, Sentence } from "../conversation.ts";
import type { Belief, Evidence, Step } from "../diagnosis/model.ts";
import { triedSentence } from "./tried.ts";

const ofTheShop: readonly string[] = ["ispOutage", "routerFault"];
const likelyFrom = 0.5;

/** Whether the shop's line or router is likelier at fault than everything else together. */
const isShopNetwork = (belief: Belief): boolean =>
	belief.filter(({ cause }) => ofTheShop.includes(cause)).reduce((sum, { probability }) => sum + probability, 0) >= likelyFrom;

const hasRestartedRouter = (evidence: readonly Evidence[]): boolean =>
	evidence.some((item) => item.kind === "repair" && item.repair === "restartRouter");

export type NetworkEnding = { readonly kind: "restart"; readonly step: Extract<Step, { kind: "try" }> } | { readonly kind: "provider" };

/** What stands in for a hand-off, or null when the fault is elsewhere. */
export const networkEnding = (belief: Belief, evidence: readonly Evidence[]): NetworkEnding | null => {
	if (!isShopNetwork(belief)) return null;
	if (hasRestartedRouter(evidence)) return { kind: "provider" };
	return { kind: "restart", step: { kind: "try", repair: "restartRouter", about: 1 } };
};

/** The text for the provider, and what to do meanwhile. */
export const providerReply = (belief: Belief, evidence: readonly Evidence[], before: readonly Sentence[]): Reply => {
	const cause = belief.find((row) => ofTheShop.includes(row.cause))?.cause ?? "ispOutage";
	return {
		kind: "notice",
		id: cause,
		key: "flows.network.text",
		params: { cause: { key: `causes.${cause}.name` }, tried: triedSentence(evidence) },
		before: [...before, { key: "flows.network.theirs" }],
		choices: [
			{ id: "fixed", key: "common.choices.fixed" },
			{ id: "human", key: "common.choices.human" },
			{ id: "back", key: "common.choices.back" },
			{ id: "why", key: "common.choices.why" },
		],
	};
};
