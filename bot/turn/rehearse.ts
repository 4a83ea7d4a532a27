// Before the doors open, a merchant's first words are answered to nobody: what V8 compiles for them, no merchant waits for.

import type { DeskAvailability } from "../../dialogs/conversation.ts";
import { initialState } from "../../dialogs/initial-state.ts";
import { redact } from "../../dialogs/privacy/redact.ts";
import { type Language, languages } from "../../locales/languages.ts";
import type { TurnDeps } from "./deps.ts";
import { hearEvent } from "./hear-event.ts";

type Rehearsing = Pick<TurnDeps, "understand" | "decide" | "say" | "now"> & {
	/** What most merchants say first. */
	readonly opening: (language: Language) => string;
};

/** The planner looks further ahead while nobody answers at the desk. */
const availabilities: readonly DeskAvailability[] = [
	{ kind: "open", waiting: 0, waitMinutes: 8 },
	{ kind: "closed", opensAt: null },
];

/** Said once, it would be over before anything is compiled. */
const often = 80;

/** Nothing is kept, and nothing is sent. */
export const rehearse = ({ understand, decide, say, now, opening }: Rehearsing): void => {
	detachOnce();
	for (const language of languages) {
		const state = initialState("", language);
		const { text } = redact(`${opening(language)} `.repeat(often));
		const inbound = { kind: "merchantSaid", text, choice: null, redacted: [], attachments: 0 } as const;
		for (const desk of availabilities) {
			const event = hearEvent({ understand, say }, state, { inbound, entryId: null });
			const turn = decide(state, event, { status: { kind: "operational", asOf: now() }, desk }, now());
			for (const reply of turn.replies) say.reply(reply, language, turn.state);
		}
	}
};

/** The first buffer that is handed over, as every `fetch` does, makes V8 throw away what it compiled for typed arrays: better before than after. */
const detachOnce = (): void => {
	const buffer = new ArrayBuffer(0);
	structuredClone(buffer, { transfer: [buffer] });
};
