// Lines for the scripted bot.

import type { Language } from "../../locales/languages.ts";

type Json = Readonly<Record<string, unknown>>;

/** The metadata every message of the bot carries. */
export const relink = (kind: string, more: object = {}): Json => ({
	channelData: { relink: { case: "R-7K3M9Q", turn: 1, kind, language: "en", ...more } },
});

export const question: Json = {
	text: "Is it **only this terminal**?\n\n- yes\n- [help](https://example.com)",
	...relink("question", {
		id: "scope",
		step: { number: 2, of: 5 },
		choices: [
			{ id: "one", text: "Only this one" },
			{ id: "all", text: "Everything" },
			{ id: "why", text: "Why?" },
		],
	}),
};

const greetings: Readonly<Record<Language, string>> = { en: "Hello.", "zh-CN": "您好。" };

/** Greets, and asks the question whenever something is said. */
export const greetAndAsk = (said: Json): readonly Json[] =>
	said["type"] === "message"
		? [question]
		: [{ text: said["locale"] === "zh-CN" ? greetings["zh-CN"] : greetings.en, ...relink("greeting", { language: said["locale"] }) }];
