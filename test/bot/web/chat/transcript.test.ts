import { describe, expect, it } from "vitest";
import { type Activity, readActivitySet } from "../../../../bot/web/chat/activity.ts";
import { queueState } from "../../../../bot/web/chat/person.ts";
import { linesOf, liveStep, mergeActivities } from "../../../../bot/web/chat/transcript.ts";
import { transcriptText } from "../../../../bot/web/chat/transcript-file.ts";

type Said = { readonly kind?: string; readonly choices?: readonly string[]; readonly text?: string; readonly from?: "user" | "bot" };

/** Activities as the server sends them. */
const heard = (...said: readonly Said[]): readonly Activity[] =>
	readActivitySet({
		activities: said.map(({ kind, choices, text = "…", from = "bot" }, index) => ({
			type: "message",
			id: `c|000000${index}`,
			from: { role: from, ...(kind === "agent" && { name: "Li" }) },
			text,
			timestamp: "2026-11-23T04:00:00Z",
			channelData:
				from === "user"
					? { clientActivityID: `m${index}` }
					: { relink: { kind, case: "R-7K3M9Q", turn: 1, language: "en", choices: choices?.map((id) => ({ id, text: id })) } },
		})),
	}).activities;

const linesAfter = (...said: readonly Said[]) => linesOf(heard(...said), [], "en");

describe("mergeActivities", () => {
	const [first, second] = heard({ text: "one" }, { text: "two" });

	it.each([
		{ why: "in order", sets: [[first], [second]] },
		{ why: "out of order", sets: [[second], [first]] },
		{ why: "twice", sets: [[first, second], [second], [first]] },
	])("shows each message once and in the server's order when heard $why", ({ sets }) => {
		const known = sets.reduce<readonly Activity[]>(
			(before, set) =>
				mergeActivities(
					before,
					set.filter((activity) => activity !== undefined),
				),
			[],
		);
		expect(known.map(({ text }) => text)).toEqual(["one", "two"]);
	});
});

describe("linesOf", () => {
	const unsent = {
		clientActivityID: "m1",
		text: "hi",
		choice: null,
		replyToId: null,
		photo: null,
		language: "en",
		at: 0,
		state: "accepted",
	} as const;

	it("puts what is on its way after what has arrived", () => {
		expect(linesOf(heard({ text: "one" }), [unsent], "en").map(({ text }) => text)).toEqual(["one", "hi"]);
	});

	it("shows a message once when its echo is there before it is settled", () => {
		const lines = linesOf(heard({ text: "one" }, { text: "hi", from: "user" }), [unsent], "en");
		expect(lines.map(({ text, key }) => [text, key])).toEqual([
			["one", "c|0000000"],
			["hi", "m1"],
		]);
	});

	it.each([
		{ why: "Chinese", text: "POS 机连不上", language: "zh-CN" },
		{ why: "English", text: "no connection", language: "en" },
		{ why: "neither", text: "3", language: "en" },
	])("marks a merchant's $why words with their language", ({ text, language }) => {
		expect(linesAfter({ text, from: "user" })[0]?.language).toBe(language);
	});
});

describe("liveStep", () => {
	it.each([
		{ why: "of the bot's last message", said: [{ kind: "question", choices: ["one"] }], live: ["one"] },
		{ why: "above a remark of the bot's", said: [{ kind: "question", choices: ["one"] }, { kind: "notice" }], live: ["one"] },
		{
			why: "of the latest of two steps",
			said: [
				{ kind: "question", choices: ["one"] },
				{ kind: "repair", choices: ["fixed"] },
			],
			live: ["fixed"],
		},
		{ why: "once answered: none", said: [{ kind: "question", choices: ["one"] }, { from: "user" }], live: undefined },
		{ why: "once an agent speaks: none", said: [{ kind: "question", choices: ["one"] }, { kind: "agent" }], live: undefined },
	] as const)("offers the choices $why", ({ said, live }) => {
		expect(liveStep(linesAfter(...said))?.choices.map(({ id }) => id)).toEqual(live);
	});
});

describe("queueState", () => {
	it.each([
		{ why: "nothing was asked", said: [{ kind: "question" }], words: null },
		{ why: "the case is being passed on", said: [{ kind: "handoff", text: "One moment." }], words: "One moment." },
		{
			why: "the queue has spoken",
			said: [
				{ kind: "handoff", text: "Asked." },
				{ kind: "handoff", text: "**2** before you.", choices: ["leaveQueue"] },
			],
			words: "2 before you.",
		},
		{ why: "the merchant adds something", said: [{ kind: "handoff", text: "Asked." }, { from: "user" }], words: "Asked." },
		{ why: "an agent talks", said: [{ kind: "handoff", text: "Li is here." }, { kind: "agent" }], words: "Li is here." },
		{
			why: "the agent has gone",
			said: [
				{ kind: "handoff", text: "Li is here." },
				{ kind: "handoff", text: "Back.", choices: ["human"] },
			],
			words: null,
		},
		{
			why: "the merchant left the queue",
			said: [
				{ kind: "handoff", text: "Asked." },
				{ kind: "notice", choices: ["resume", "human"] },
			],
			words: null,
		},
		{ why: "the case is closed", said: [{ kind: "handoff", text: "Li is here." }, { kind: "solved" }], words: null },
	] as const)("is $words when $why", ({ said, words }) => {
		expect(queueState(linesAfter(...said))).toBe(words);
	});
});

describe("transcriptText", () => {
	it("names the case and who said what", () => {
		const text = transcriptText(
			linesAfter({ kind: "greeting", text: "**Hi**\n\n1. a" }, { from: "user", text: "help" }, { kind: "agent", text: "Hello" }),
			"en",
		);
		expect(text.replaceAll(/\[.*?\] /g, "")).toBe("Relink R-7K3M9Q\n\nRelink\nHi a\n\nYou\nhelp\n\nLi\nHello\n");
	});
});
