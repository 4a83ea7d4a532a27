// Reaching a person, with everything already said; the bot is silent while the person has the conversation.

import { describe, expect, it } from "vitest";
import type { CaseSummary, Effect } from "../../dialogs/conversation.ts";
import { redact } from "../../dialogs/privacy/redact.ts";
import { openChat } from "../support/chat.ts";

const words = {
	"zh-CN": { opening: "连不上后台，刚改过 wifi 密码，代码 96", human: "转人工", more: "我在收银台", joined: "小李", added: "同事" },
	en: {
		opening: "can't connect, we changed the wifi password, code 96",
		human: "let me talk to a human",
		more: "I'm at the till",
		joined: "Lee",
		added: "colleague",
	},
} as const;

const summaryIn = (effects: readonly Effect[]): CaseSummary | undefined =>
	effects.flatMap((effect) => (effect.kind === "openCase" ? [effect.summary] : []))[0];

describe.each(["zh-CN", "en"] as const)("a hand-off in %s", (language) => {
	const { opening, human, more, joined, added } = words[language];

	const waiting = () => {
		const chat = openChat({ language });
		chat.say(opening);
		chat.say(human);
		return chat;
	};

	it("carries what was already said, and promises nothing before the desk has the case", () => {
		const chat = waiting();
		expect(chat.lastSaid().kind).toBe("handoff");
		const summary = summaryIn(chat.effects);
		expect(summary?.language).toBe(language);
		expect(summary?.evidence).toContainEqual(expect.objectContaining({ kind: "code", code: "96", source: "told" }));
		expect(summary?.evidence).toContainEqual(expect.objectContaining({ question: "recentChange", answer: "routerOrPassword" }));
		expect(summary?.causes.length).toBeGreaterThan(0);
		expect(chat.state().handOff?.reference).toBeUndefined();
	});

	it("tells place and wait once the case is open, and keeps what is added meanwhile", () => {
		const chat = waiting();
		chat.happen({
			kind: "effectSettled",
			effect: "openCase",
			outcome: { kind: "opened", reference: "C-104", position: 2, waitMinutes: 6 },
		});
		expect(chat.lastSaid().text).toContain("C-104");
		expect(chat.lastSaid().text).toMatch(/2.*6/s);
		chat.say(more);
		expect(chat.lastSaid().text).toContain(added);
		expect(chat.effects.at(-1)?.kind).not.toBe("openCase");
		expect(chat.effects.some((effect) => effect.kind === "tellAgent" && effect.text === more)).toBe(true);
	});

	it("is silent while an agent has it, and says so when it is back", () => {
		const chat = waiting();
		chat.happen({ kind: "agentTook", agentName: joined });
		expect(chat.lastSaid().text).toContain(joined);
		expect(chat.say(more)).toEqual([]);
		expect(chat.say(human)).toEqual([]);
		chat.happen({ kind: "agentSaid", agentName: joined, text: redact("ok").text });
		expect(chat.lastSaid()).toMatchObject({ kind: "agent", text: "ok" });
		chat.happen({ kind: "agentReturned", agentName: joined });
		expect(chat.lastSaid().text).toContain(joined);
		expect(chat.say(more).length).toBeGreaterThan(0);
	});

	it("keeps the place of a merchant whose agent was cut off, and says so", () => {
		const chat = waiting();
		chat.happen({ kind: "agentTook", agentName: joined });
		chat.happen({ kind: "agentLeft", agentName: joined });
		expect(chat.lastSaid().text).toContain(joined);
		expect(chat.state().phase).toBe("waiting");
	});

	it("does not hand over a merchant who has left the queue", () => {
		const chat = waiting();
		chat.happen({
			kind: "effectSettled",
			effect: "openCase",
			outcome: { kind: "opened", reference: "C-104", position: 1, waitMinutes: null },
		});
		chat.pick("leaveQueue");
		expect(chat.happen({ kind: "agentTook", agentName: joined })).toEqual([]);
		expect(chat.say(human).length).toBeGreaterThan(0);
	});

	it("confirms what is added once, not each time", () => {
		const chat = waiting();
		chat.say(more);
		expect(chat.say(more)).toEqual([]);
	});

	it("lets the merchant leave the queue", () => {
		const chat = waiting();
		chat.happen({
			kind: "effectSettled",
			effect: "openCase",
			outcome: { kind: "opened", reference: "C-104", position: 1, waitMinutes: null },
		});
		chat.pick("leaveQueue");
		expect(chat.effects.some(({ kind }) => kind === "withdrawCase")).toBe(true);
		expect(chat.state().phase).toBe("open");
	});

	it("owns up when the desk was not reached, and loses nothing", () => {
		const chat = waiting();
		chat.happen({ kind: "effectSettled", effect: "openCase", outcome: { kind: "failed" } });
		expect(chat.lastSaid().kind).toBe("error");
		expect(chat.state().troubleshooting?.evidence.length).toBeGreaterThan(0);
		expect(chat.pick("human").at(-1)?.kind).toBe("handoff");
	});

	it("says when nobody is on duty, and when they are back", () => {
		const chat = openChat({ language, desk: { kind: "closed", opensAt: Date.UTC(2026, 10, 24, 1, 0) } });
		chat.say(human);
		expect(chat.lastSaid().text).toContain("09:00");
	});
});
