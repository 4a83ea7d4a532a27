// What Relink will not help with, and says so plainly: unsafe wishes, judging providers, orders aimed at the bot itself.

import type { CopyKey } from "../../locales/copy-key.ts";
import type { Event, Flow } from "../conversation.ts";
import { repeatLive, silent } from "../turn.ts";
import type { IntentId } from "../understanding/intents.ts";

const refusals: { readonly [I in IntentId]?: CopyKey } = {
	unsafe: "flows.refusal.unsafe",
	licenceOrFee: "flows.refusal.licenceOrFee",
	injection: "flows.refusal.injection",
};

const refusalOf = (event: Event): CopyKey | null => {
	if (event.kind !== "merchantSaid") return null;
	const { id, verdict } = event.understanding.intent;
	if (verdict !== "sure") return null;
	return (refusals as Readonly<Record<string, CopyKey | undefined>>)[id] ?? null;
};

export const refusal = (): Flow => ({
	id: "refusal",
	claims: (_, event) => refusalOf(event) !== null,
	needs: () => [],
	step: (state, event) => {
		const key = refusalOf(event);
		if (key === null) return silent(state);
		return { state, replies: [{ kind: "refusal", key }, ...repeatLive(state, [{ key: "flows.resume" }])], effects: [] };
	},
});
