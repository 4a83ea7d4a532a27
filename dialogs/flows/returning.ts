// A merchant who comes back after a day is asked before the old case goes on.

import type { Choice, Flow } from "../conversation.ts";
import { ask } from "../turn.ts";

const longSilenceMs = 24 * 60 * 60_000;

const choices: readonly Choice[] = [
	{ id: "resume", key: "common.choices.resume" },
	{ id: "startOver", key: "flows.meant.startOver" },
	{ id: "human", key: "common.choices.human" },
];

export const returning = (): Flow => ({
	id: "returning",
	claims: (state, event, now) =>
		event.kind === "merchantSaid" &&
		state.phase === "open" &&
		state.troubleshooting !== null &&
		state.lastSaidAt !== null &&
		now - state.lastSaidAt > longSilenceMs,
	needs: () => [],
	step: (state) => ask(state, "fallback", { kind: "clarify", key: "flows.returning", choices }),
});
