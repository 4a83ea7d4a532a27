// A bot that greets and repeats: enough to see every message of a conversation arrive once and in order.

import type { TurnDeps } from "../../../../bot/turn/deps.ts";
import type { Reply } from "../../../../dialogs/conversation.ts";
import { blankUnderstanding } from "../../../support/echo-house.ts";

const choices = [
	{ id: "fixed", text: "It works now" },
	{ id: "notFixed", text: "Still not working" },
];

const reply = (text: string, withChoices: boolean): Reply => ({
	kind: "repair",
	id: "wifiRejoin",
	key: "common.verbatim",
	params: { text },
	...(withChoices ? { choices: choices.map(({ id }) => ({ id, key: "common.verbatim" })) } : {}),
});

/** "choices" is answered with choices, everything else with "you said …". */
export const echo: Pick<TurnDeps, "understand" | "needs" | "decide" | "facts" | "leaseMs" | "say" | "sorry"> = {
	understand: () => blankUnderstanding,
	needs: () => [],
	decide: (state, event) => {
		if (event.kind === "joined") return { state, replies: [reply(`hello ${event.locale}`, false)], effects: [] };
		if (event.kind !== "merchantSaid") return { state, replies: [], effects: [] };
		const picked = event.understanding.choice;
		const answer = reply(
			picked === null ? `you said ${event.text} +${event.attachments}${event.missed ? ` -${event.missed}` : ""}` : `you picked ${picked}`,
			event.text === "choices",
		);
		return { state: { ...state, turn: state.turn + 1, live: { flow: "troubleshoot", reply: answer } }, replies: [answer], effects: [] };
	},
	leaseMs: () => 0,
	facts: {
		status: { atHand: () => ({ kind: "unavailable", reason: "timeout" }), ask: async () => ({ kind: "unavailable", reason: "timeout" }) },
		desk: { atHand: () => ({ kind: "unavailable" }), ask: async () => ({ kind: "unavailable" }) },
	},
	say: {
		reply: (said, language, ids) => ({
			text: String(said.params?.text),
			relink: { case: ids.caseId, turn: ids.turn, kind: said.kind, language, id: "wifiRejoin", ...(said.choices ? { choices } : {}) },
		}),
		choices: (live) => (live?.reply.choices ? choices : []),
	},
	sorry: reply("sorry", false),
};
