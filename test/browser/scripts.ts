// Lines for the scripted bot.

import type { Said } from "./scripted-bot.ts";

/** The metadata every message of the bot carries. */
export const relink = (kind: string, more: object = {}): Said => ({
	channelData: { relink: { case: "R-7K3M9Q", turn: 1, kind, language: "en", ...more } },
});

const question: Said = {
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

/** Greets, and asks the question whenever something is said. */
export const greetAndAsk = ({ type, locale }: Said): readonly Said[] => {
	if (type === "message") return [question];
	const isChinese = locale === "zh-CN";
	return [{ text: isChinese ? "您好。" : "Hello.", ...relink("greeting", { language: isChinese ? "zh-CN" : "en" }) }];
};
