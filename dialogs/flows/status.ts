// "Is your side down?", the notice that pre-empts troubleshooting, and the word when the back office is well again.

import type { Event, Flow, Reply } from "../conversation.ts";
import { pickedChoice } from "../picked-choice.ts";
import { ask, say, silent } from "../turn.ts";
import type { FlowDeps } from "./flow-deps.ts";
import { proceed } from "./next-step.ts";
import { statusReply } from "./status-reply.ts";

const asksForStatus = (event: Event): boolean =>
	event.kind === "merchantSaid" && event.understanding.intent.id === "status" && event.understanding.intent.verdict === "sure";

/** The merchant may leave, is not reminded, and may still want to look at the terminal. */
const watching: Reply = {
	kind: "notice",
	key: "status.watching",
	choices: [
		{ id: "goOn", key: "status.choices.goOn" },
		{ id: "human", key: "status.choices.human" },
	],
};

export const status = (deps: FlowDeps): Flow => ({
	id: "status",
	claims: (state, event) => {
		if (event.kind === "statusChanged") return true;
		if (event.kind !== "merchantSaid") return false;
		return asksForStatus(event) || (state.live?.flow === "status" && pickedChoice(state, event) !== null);
	},
	needs: () => ["status", "desk"],
	step: (state, event, facts, now) => {
		if (event.kind === "statusChanged") {
			if (event.report.kind !== "operational") return silent(state);
			if (!state.watchingStatus) return silent(state, [{ kind: "settlePromise", promise: "status", as: "withdrawn" }]);
			const choices = [
				{ id: "fixed", key: "common.choices.fixed" },
				{ id: "goOn", key: "status.choices.goOn" },
			] as const;
			const reply = {
				kind: "notice",
				key: "status.recovered",
				params: { asOf: event.report.asOf },
				choices,
			} as const;
			return ask({ ...state, watchingStatus: false }, "troubleshoot", reply, [{ kind: "settlePromise", promise: "status", as: "kept" }]);
		}
		if (event.kind !== "merchantSaid") return silent(state);
		const moment = { state, facts, now };
		switch (state.live?.flow === "status" ? pickedChoice(state, event) : null) {
			case "watch":
				return say({ ...state, watchingStatus: true, live: { flow: "status", reply: watching }, reminded: true }, watching, [
					{ kind: "promise", promise: "status", dueAt: null },
				]);
			case "goOn":
				return proceed(deps, { ...moment, state: { ...state, phase: "open" } });
			default:
				return ask(state, "status", statusReply(facts.status ?? { kind: "unavailable", reason: "timeout" }));
		}
	},
});
