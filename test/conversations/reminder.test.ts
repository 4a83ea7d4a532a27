// A question nobody answers: said once more after a quarter of an hour, and then the merchant is left in peace.

import { describe, expect, it } from "vitest";
import { languages } from "../../locales/languages.ts";
import { type Chat, noon, openChat } from "../support/chat.ts";

const opening = { "zh-CN": "POS机连不上后台", en: "my terminal can't connect" };
const reminder = { "zh-CN": /还在吗/, en: /still there/ };
const minutes = 60_000;

const remind = (chat: Chat) => chat.happen({ kind: "timePassed", reason: "reminder" });
const answer = (chat: Chat) => chat.pick(chat.choices()[0]?.id ?? "none");
const wakes = ({ effects }: Chat) => effects.filter(({ kind }) => kind === "wake").length;

describe.each(languages)("a question left unanswered in %s", (language) => {
	it("is said once more, and no more than once", () => {
		const chat = openChat({ language });
		const [asked] = chat.say(opening[language]).slice(-1);
		chat.pass(15 * minutes);
		expect(remind(chat)).toMatchObject([{ kind: asked?.kind, id: asked?.id, text: expect.stringMatching(reminder[language]) }]);
		chat.pass(15 * minutes);
		expect(remind(chat)).toEqual([]);
	});

	it("is reminded of a quarter of an hour after it was asked, or up to three quarters of a minute before", () => {
		// Every turn takes 20 seconds; the greeting asks first.
		const chat = openChat({ language });
		const dueAt = noon + 20_000 + 15 * minutes;
		chat.say(opening[language]);
		chat.pass(5_000);
		answer(chat);
		expect(wakes(chat)).toBe(1);
		expect(chat.state().reminderAt).toBe(dueAt);
		answer(chat);
		expect(wakes(chat)).toBe(2);
		expect(chat.state().reminderAt).toBe(dueAt + 65_000);
	});
});
