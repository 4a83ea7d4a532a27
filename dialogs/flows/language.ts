// Switches the language on request, says the live step again in it, and is honest about languages Relink does not speak.

import type { Language } from "../../locales/languages.ts";
import type { ConversationState, Event, Flow, Turn } from "../conversation.ts";
import { pickedChoice } from "../picked-choice.ts";
import { ask, repeatLive, silent } from "../turn.ts";
import type { FlowDeps, Moment } from "./flow-deps.ts";
import { proceed } from "./next-step.ts";
import { greeting } from "./small-talk.ts";

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

/** The live step once more, or where the conversation was before the language was asked about. */
const switched = (deps: FlowDeps, moment: Moment, language: Language): Turn => {
	const state: ConversationState = { ...moment.state, language, languageFrom: "merchant" };
	const said = [{ key: "flows.language.switched" }] as const;
	if (state.live !== null && state.live.flow !== "language") return { state, replies: repeatLive(state, said), effects: [] };
	if (state.phase === "open" && state.troubleshooting !== null) return proceed(deps, { ...moment, state }, said);
	return ask(state, "small-talk", { ...greeting(state), before: said });
};

export const language = (deps: FlowDeps): Flow => ({
	id: "language",
	claims: (state, event) => {
		if (event.kind !== "merchantSaid") return false;
		const picked = pickedChoice(state, event);
		return asksToSwitch(event) || isForeign(event) || (picked !== null && picked in choiceLanguages);
	},
	needs: (state) => (state.live?.flow === "language" && state.troubleshooting !== null ? ["status", "desk"] : []),
	step: (state, event, facts, now) => {
		if (event.kind !== "merchantSaid") return silent(state);
		const picked = pickedChoice(state, event);
		const chosen = picked === null ? undefined : choiceLanguages[picked];
		if (chosen !== undefined) return switched(deps, { state, facts, now }, chosen);
		if (isForeign(event)) return ask(state, "language", { kind: "notice", key: "flows.language.onlyThese", choices });
		return switched(deps, { state, facts, now }, event.understanding.namedLanguage ?? (state.language === "en" ? "zh-CN" : "en"));
	},
});
