// What Relink will not help with, and says so plainly: unsafe wishes, judging providers, orders aimed at the bot itself.

import type { CopyKey } from "../../locales/copy-key.ts";
import type { ConversationState, Event, Flow, Reply, Sentence } from "../conversation.ts";
import { repeatLive, silent } from "../turn.ts";
import type { IntentId } from "../understanding/intents.ts";
import { statesAFact } from "./evidence-log.ts";

const refusals: { readonly [I in IntentId]?: CopyKey } = {
	unsafe: "flows.refusal.unsafe",
	licenceOrFee: "flows.refusal.licenceOrFee",
	injection: "flows.refusal.injection",
};

/** A declined card told with its code is a fault to look at: what troubleshooting says to it is safe by its gates. */
const refusalOf = (event: Event): CopyKey | null => {
	if (event.kind !== "merchantSaid") return null;
	const { intent, code } = event.understanding;
	const { id, verdict, score } = intent;
	if (verdict !== "sure" || (id === "unsafe" && code !== null)) return null;
	if (score < byRule && (code !== null || statesAFact(event))) return null;
	return (refusals as Readonly<Record<string, CopyKey | undefined>>)[id] ?? null;
};

/** A guard's rule is this sure. What merely resembles such a wish, and states a fact, is no such wish. */
const byRule = 0.85;

const letters = /[\p{L}\p{N}]/u;

/** Nothing is left of the message but placeholders; that it was removed is said above every answer. */
const isAllRemoved = (event: Event): boolean =>
	event.kind === "merchantSaid" && event.redacted.length > 0 && !letters.test(event.text.replaceAll(/\[[a-z]+\]/g, ""));

/** The live step again; a greeting is not said twice. */
const goOn = (state: ConversationState, before: readonly Sentence[]): readonly Reply[] => {
	const reply = state.live?.reply;
	if (reply !== undefined && reply.kind !== "greeting") return repeatLive(state, before);
	return [{ kind: "notice", key: "flows.whatHappens", ...(reply?.choices === undefined ? {} : { choices: reply.choices }) }];
};

export const refusal = (): Flow => ({
	id: "refusal",
	claims: (_, event) => isAllRemoved(event) || refusalOf(event) !== null,
	needs: () => [],
	step: (state, event) => {
		if (isAllRemoved(event)) return { state, replies: goOn(state, []), effects: [] };
		const key = refusalOf(event);
		if (key === null) return silent(state);
		return { state, replies: [{ kind: "refusal", key }, ...goOn(state, [{ key: "flows.resume" }])], effects: [] };
	},
});
