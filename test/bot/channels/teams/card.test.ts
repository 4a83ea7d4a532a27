import { describe, expect, it } from "vitest";
import { toTeams } from "../../../../bot/channels/teams/card.ts";
import type { LogEntry } from "../../../../bot/store/store.ts";

const entry = (choices: number, changes: Partial<LogEntry> = {}): LogEntry => ({
	seq: 1,
	id: "c|0000001",
	at: 0,
	author: "bot",
	text: "Restart the **router**.",
	language: "en",
	relink: {
		case: "R-222222",
		turn: 1,
		kind: "repair",
		language: "en",
		choices: Array.from({ length: choices }, (_, index) => ({ id: `c${index}`, text: `Choice ${index}` })),
	},
	...changes,
});

describe("toTeams", () => {
	it("sends a message without choices as Markdown text", () => {
		expect(toTeams(entry(0), {})).toMatchObject({ text: "Restart the **router**.", textFormat: "markdown" });
		expect(toTeams(entry(0), {}).attachments).toBeUndefined();
	});

	it.each([1, 6])("puts %i choices on a card whose buttons say their own words", (choices) => {
		const { attachments, text } = toTeams(entry(choices), {}) as unknown as {
			attachments: [{ content: { actions: unknown[] } }];
			text?: string;
		};
		expect(text).toBeUndefined();
		const { actions } = attachments[0].content;
		expect(actions).toHaveLength(choices);
		expect(actions[0]).toEqual({
			type: "Action.Submit",
			title: "Choice 0",
			data: { choice: "c0", msteams: { type: "messageBack", text: "Choice 0", displayText: "Choice 0", value: { choice: "c0" } } },
		});
	});

	it("makes six buttons of more choices and lists the rest by number", () => {
		const { attachments } = toTeams(entry(8), {}) as unknown as {
			attachments: [{ content: { actions: unknown[]; body: { text: string }[] } }];
		};
		const { actions, body } = attachments[0].content;
		expect(actions).toHaveLength(6);
		expect(body.map(({ text }) => text)).toEqual(["Restart the **router**.", "7 · Choice 6", "8 · Choice 7"]);
	});

	it("says who speaks when it is a person, and shows their words as they typed them", () => {
		const agents = entry(0, { author: "agent", authorName: "Wang", text: "Press *OK* twice", relink: null });
		expect(toTeams(agents, {})).toMatchObject({ text: "Wang: Press *OK* twice", textFormat: "plain" });
	});

	it("carries the public contract's metadata", () => {
		expect(toTeams(entry(0), {}).channelData).toEqual({ relink: entry(0).relink });
	});

	it("stays far below 80 kB", () => {
		expect(JSON.stringify(toTeams(entry(6, { text: "字".repeat(2_000) }), {})).length).toBeLessThan(20_000);
	});
});
