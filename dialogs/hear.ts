// What every event changes before any flow sees it: the turn number, the language, and facts kept for the case.

import type { Language } from "../locales/languages.ts";
import type { ConversationState, Event } from "./conversation.ts";

type MerchantSaid = Extract<Event, { kind: "merchantSaid" }>;

const languageOfLocale = (locale: string | null): Language | null => {
	const primary = locale?.toLowerCase().split(/[-_]/)[0];
	if (primary === "zh" || primary === "yue") return "zh-CN";
	return primary === "en" ? "en" : null;
};

const afterJoining = (state: ConversationState, locale: string | null): ConversationState => {
	const language = languageOfLocale(locale);
	return language === null || state.languageFrom !== "default" ? state : { ...state, language, languageFrom: "locale" };
};

/** "ok", "why", "97 again": in mid-step everybody types these, whatever language they speak. */
const isAside = ({ troubleshooting }: ConversationState, { text, understanding: { language } }: MerchantSaid): boolean =>
	troubleshooting !== null && language.kind === "known" && language.language === "en" && text.trim().split(/\s+/).length <= 2;

const complains = ({ understanding: { intent, choice } }: MerchantSaid): boolean =>
	choice === null && intent.id === "complain" && intent.verdict === "sure";

const afterMessage = (state: ConversationState, event: MerchantSaid): ConversationState => {
	const { language: written, identifiers, angry } = event.understanding;
	const follows = written.kind === "known" && !isAside(state, event);
	return {
		...state,
		turn: state.turn + 1,
		language: follows ? written.language : state.language,
		languageFrom: follows ? "merchant" : state.languageFrom,
		identifiers: { ...state.identifiers, ...identifiers },
		angry: state.angry || angry || complains(event),
		reminded: false,
	};
};

/** The state as it stands once the event was heard, before anything is answered. */
export const hear = (state: ConversationState, event: Event): ConversationState => {
	if (event.kind === "merchantSaid") return afterMessage(state, event);
	const next = { ...state, turn: state.turn + 1 };
	return event.kind === "joined" ? afterJoining(next, event.locale) : next;
};
