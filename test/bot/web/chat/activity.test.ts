import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readActivitySet } from "../../../../bot/web/chat/activity.ts";

const said = { type: "message", id: "c|1", from: { role: "bot" }, text: "Hi" };
const first = (activity: object) => readActivitySet({ activities: [activity] }).activities[0];

describe("readActivitySet", () => {
	it("reads what the bot says with its step and choices", () => {
		const relink = {
			case: "R-1",
			turn: 2,
			kind: "question",
			id: "scope",
			language: "en",
			step: { number: 1, of: 5 },
			choices: [{ id: "one", text: "One" }],
		};
		expect(first({ ...said, timestamp: "2026-11-23T04:00:00Z", channelData: { relink } })).toMatchObject({
			author: "bot",
			text: "Hi",
			at: Date.UTC(2026, 10, 23, 4),
			language: "en",
			relink: { kind: "question", id: "scope", step: { number: 1, of: 5 }, choices: [{ id: "one", text: "One" }] },
		});
	});

	it.each([
		{ why: "the role of a user", activity: { ...said, from: { role: "user" } }, author: "merchant" },
		{ why: "an echo", activity: { ...said, channelData: { clientActivityID: "m" } }, author: "merchant" },
		{ why: "an agent's words", activity: { ...said, channelData: { relink: { kind: "agent" } } }, author: "agent" },
		{ why: "anything else", activity: said, author: "bot" },
	])("tells the author by $why", ({ activity, author }) => {
		expect(first(activity)?.author).toBe(author);
	});

	it.each([
		{ why: "a message without an id", activity: { type: "message", text: "x" } },
		{ why: "an event", activity: { ...said, type: "event" } },
		{ why: "nothing", activity: {} },
	])("leaves out $why", ({ activity }) => {
		expect(first(activity)).toBeUndefined();
	});

	it("drops what is not a picture, a choice or a date", () => {
		const activity = first({
			...said,
			timestamp: "soon",
			attachments: [{ contentType: "text/html", contentUrl: "/x" }, { contentType: "image/png", contentUrl: "/p.png" }, null],
			channelData: { relink: { kind: "question", choices: [{ id: 1, text: "x" }, "y"], step: { number: "1" } } },
		});
		expect(activity).toMatchObject({ at: null, pictures: [{ url: "/p.png", name: "" }], relink: { choices: [], step: null } });
	});

	it("never fails, whatever comes down the wire", () => {
		fc.assert(
			fc.property(fc.anything(), fc.anything(), (relink, rest) => {
				readActivitySet(rest);
				readActivitySet({ activities: [rest, { ...said, channelData: { relink }, attachments: relink, from: rest, timestamp: rest }] });
			}),
		);
		expect(readActivitySet(null)).toEqual({ activities: [], watermark: null });
	});
});
