import { describe, expect, it } from "vitest";
import { sendsOn } from "../../../../bot/web/chat/enter.ts";

const enter = { key: "Enter", shiftKey: false, isComposing: false, keyCode: 13 };

describe("sendsOn", () => {
	it.each([
		{ why: "Enter", press: enter, sends: true },
		{ why: "Shift and Enter", press: { ...enter, shiftKey: true }, sends: false },
		{ why: "Enter that picks a candidate", press: { ...enter, isComposing: true, keyCode: 229 }, sends: false },
		{ why: "Enter while composing that says 13", press: { ...enter, isComposing: true }, sends: false },
		{ why: "Safari's Enter, after the composition has ended", press: { ...enter, keyCode: 229 }, sends: false },
		{ why: "another key", press: { ...enter, key: "a", keyCode: 65 }, sends: false },
	])("is $sends for $why", ({ press, sends }) => {
		expect(sendsOn(press)).toBe(sends);
	});
});
