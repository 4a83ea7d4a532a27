// Reaching a person, with everything already said; the bot is silent while the person has the conversation.

import { describe, expect, it } from "vitest";
import type { CaseSummary, Effect } from "../../dialogs/conversation.ts";
import { redact } from "../../dialogs/privacy/redact.ts";
import { noon, openChat } from "../support/chat.ts";

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
			outcome: { kind: "opened", reference: "C-104", position: 2, waitMinutes: 6, answerBy: null },
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
			outcome: { kind: "opened", reference: "C-104", position: 1, waitMinutes: null, answerBy: null },
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

	const opened = (answerBy: number | null) => {
		const chat = waiting();
		chat.happen({
			kind: "effectSettled",
			effect: "openCase",
			outcome: { kind: "opened", reference: "C-104", position: 1, waitMinutes: 6, answerBy },
		});
		return chat;
	};
	const promises = (chat: ReturnType<typeof waiting>) =>
		chat.effects.flatMap((effect): readonly (number | string)[] => {
			if (effect.kind === "promise") return effect.dueAt === null ? [] : [Math.round((effect.dueAt - noon) / 60_000)];
			return effect.kind === "settlePromise" ? [effect.as] : [];
		});

	it("promises an answer by the desk's own word, and keeps it when somebody comes", () => {
		const chat = opened(noon + 6 * 60_000);
		chat.happen({ kind: "agentTook", agentName: joined });
		expect(promises(chat)).toEqual([6, "kept"]);
		expect(promises(opened(null))).toEqual([]);
	});

	it("withdraws the promise when the merchant leaves or is selling again", () => {
		for (const choice of ["leaveQueue", "works"]) {
			const chat = opened(noon + 6 * 60_000);
			chat.pick(choice);
			expect(promises(chat)).toEqual([6, "withdrawn"]);
		}
	});

	it("owns up when it takes longer, promises anew twice, then promises no more", () => {
		const chat = opened(noon + 6 * 60_000);
		const said = [1, 2, 3].map(() => {
			chat.know({ desk: { kind: "open", waiting: 3, waitMinutes: 14 } });
			chat.happen({ kind: "promiseBroken", promise: "agent" });
			return chat.lastSaid();
		});
		expect(said.map(({ text }) => /14/.test(text))).toEqual([true, true, false]);
		expect(said.map(({ kind, choices }) => [kind, choices?.some(({ id }) => id === "leaveQueue")])).toEqual(
			Array(3).fill(["handoff", true]),
		);
		expect(promises(chat).filter((each) => typeof each === "number")).toHaveLength(3);
	});

	it("says when they are back, when a promise breaks after hours, and nothing once somebody has come", () => {
		const chat = opened(noon + 6 * 60_000);
		chat.know({ desk: { kind: "closed", opensAt: noon + 16 * 3_600_000 } });
		chat.happen({ kind: "promiseBroken", promise: "agent" });
		expect(chat.lastSaid().text).toContain("04:00");
		chat.happen({ kind: "agentTook", agentName: joined });
		expect(chat.happen({ kind: "promiseBroken", promise: "agent" })).toEqual([]);
	});

	it("lets the merchant leave the queue", () => {
		const chat = waiting();
		chat.happen({
			kind: "effectSettled",
			effect: "openCase",
			outcome: { kind: "opened", reference: "C-104", position: 1, waitMinutes: null, answerBy: null },
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
