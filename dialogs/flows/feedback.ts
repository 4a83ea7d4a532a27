// After a case: the rating, and the way back when the fault returns. Before it: one reminder when a question stays open.

import type { Event, Flow, Rating } from "../conversation.ts";
import { pickedChoice } from "../picked-choice.ts";
import { say, silent } from "../turn.ts";
import { cameBack } from "./ending.ts";
import type { FlowDeps } from "./flow-deps.ts";
import { isUnderWay } from "./live-step.ts";

const ratings: readonly Rating[] = ["good", "soSo", "bad"];

const ratingIn = (picked: string | null): Rating | null => ratings.find((rating) => rating === picked) ?? null;

export const feedback = (deps: FlowDeps): Flow => ({
	id: "feedback",
	claims: (state, event: Event) => {
		if (event.kind === "timePassed") return true;
		return event.kind === "merchantSaid" && state.live?.flow === "feedback" && pickedChoice(state, event) !== null;
	},
	needs: (_, event) => (event.kind === "merchantSaid" ? ["status", "desk"] : []),
	step: (state, event, facts, now) => {
		if (event.kind === "timePassed") {
			if (state.live === null || state.reminded || !isUnderWay(state)) return silent(state);
			const { step: _, ...reply } = state.live.reply;
			return say({ ...state, reminded: true }, { ...reply, before: [{ key: "flows.reminder" }] });
		}
		if (event.kind !== "merchantSaid") return silent(state);
		const picked = pickedChoice(state, event);
		const rating = ratingIn(picked);
		if (rating === null) return cameBack(deps, { state, facts, now });
		return say({ ...state, live: null }, { kind: "notice", key: `flows.feedback.thanks.${rating}` }, [{ kind: "recordRating", rating }]);
	},
});
