// What was tried, with what result: said at every ending and to the network provider.

import type { Sentence } from "../conversation.ts";
import type { Evidence } from "../diagnosis/model.ts";

/** One sentence a repair, in the order tried. */
const triedItems = (evidence: readonly Evidence[]): readonly Sentence[] =>
	evidence.flatMap((item) =>
		item.kind === "repair"
			? [{ key: `flows.tried.${item.outcome}`, params: { repair: { key: `repairs.${item.repair}.name` } } } as const]
			: [],
	);

/** The list of what was tried, or that nothing was. */
export const triedSentence = (evidence: readonly Evidence[]): Sentence => {
	const items = triedItems(evidence);
	return items.length === 0 ? { key: "flows.tried.nothing" } : { key: "flows.tried.list", params: { items } };
};
