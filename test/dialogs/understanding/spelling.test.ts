import { describe, expect, it } from "vitest";
import { createSpell } from "../../../dialogs/understanding/spelling.ts";

const spell = createSpell(["terminal", "connect", "router", "don't", "wifi", "route"]);

describe("mend", () => {
	it.each([
		{ why: "a letter missing", text: "my termnal", mended: "my terminal" },
		{ why: "a letter too many", text: "terminall", mended: "terminal" },
		{ why: "a wrong letter", text: "tarminal", mended: "terminal" },
		{ why: "two swapped", text: "temrinal", mended: "terminal" },
		{ why: "the commoner of two neighbours", text: "routr", mended: "router" },
		{ why: "the first letter", text: "onnect", mended: "connect" },
		{ why: "among Chinese", text: "我的conect不上", mended: "我的connect不上" },
	])("mends one slip: $why", ({ text, mended }) => {
		expect(spell.mend(text)).toBe(mended);
	});

	it.each([
		{ why: "a known word", text: "route" },
		{ why: "two slips", text: "trmnal" },
		{ why: "short words", text: "wfi" },
		{ why: "numbers", text: "1000" },
	])("leaves alone $why", ({ text }) => {
		expect(spell.mend(text)).toBe(text);
	});

	it("mends no more than forty words", () => {
		expect(spell.mend("termnal ".repeat(100)).split("terminal").length - 1).toBe(40);
	});
});
