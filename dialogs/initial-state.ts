// A conversation before anything was said.

import type { Language } from "../locales/languages.ts";
import type { ConversationState } from "./conversation.ts";

/** The state of a new conversation; `language` is the house's default until a sign of the merchant's own appears. */
export const initialState = (caseId: string, language: Language): ConversationState => ({
	version: 1,
	caseId,
	turn: 0,
	language,
	languageFrom: "default",
	phase: "open",
	greeted: false,
	live: null,
	troubleshooting: null,
	handOff: null,
	identifiers: {},
	misunderstood: 0,
	angry: false,
	watchingStatus: false,
	lastSaidAt: null,
	reminderAt: null,
	reminded: false,
});
