// Switches the language on request, says the live step again in it, and is honest about languages Relink does not speak.

import type { Language } from "../../locales/languages.ts";
import type { ConversationState, Event, Flow, Turn } from "../conversation.ts";
import { pickedChoice } from "../picked-choice.ts";
import { ask, repeatLive, say, silent } from "../turn.ts";

const choiceLanguages: { readonly [choice: string]: Language } = { "language.zh-CN": "zh-CN", "language.en": "en" };

const choices = [
	{ id: "language.zh-CN", key: "common.languages.zh-CN" },
	{ id: "language.en", key: "common.languages.en" },
] as const;

const isForeign = (event: Event): boolean =>
	event.kind === "merchantSaid" &&
	event.understanding.language.kind === "other" &&
	event.understanding.intent.verdict !== "sure" &&
	event.understanding.code === null;

const asksToSwitch = (event: Event): boolean =>
	event.kind === "merchantSaid" && event.understanding.intent.id === "language" && event.understanding.intent.verdict === "sure";

const switched = (state: ConversationState, language: Language): Turn => {
	const next: ConversationState = { ...state, language, languageFrom: "merchant" };
	const live = repeatLive(next, [{ key: "flows.language.switched" }]);
	if (live.length > 0 && next.live?.flow !== "language") return { state: next, replies: live, effects: [] };
	return say({ ...next, live: null }, { kind: "notice", key: "flows.language.switched" });
};

export const language = (): Flow => ({
	id: "language",
	claims: (state, event) => {
		if (event.kind !== "merchantSaid") return false;
		const picked = pickedChoice(state, event);
		return asksToSwitch(event) || isForeign(event) || (picked !== null && picked in choiceLanguages);
	},
	needs: () => [],
	step: (state, event) => {
		if (event.kind !== "merchantSaid") return silent(state);
		const picked = pickedChoice(state, event);
		const chosen = picked === null ? undefined : choiceLanguages[picked];
		if (chosen !== undefined) return switched(state, chosen);
		if (isForeign(event)) return ask(state, "language", { kind: "notice", key: "flows.language.onlyThese", choices });
		return switched(state, event.understanding.namedLanguage ?? (state.language === "en" ? "zh-CN" : "en"));
	},
});
