import { describe, expect, it } from "vitest";
import { clausesOf } from "../../../dialogs/understanding/clauses.ts";

const opening = "we opened at nine as always with three people behind the counter";

describe("clausesOf", () => {
	it.each([
		{ why: "a short message", text: "won't connect, restarted it twice, no luck" },
		{ why: "a short message in Chinese", text: "连不上，重启了两次，没用" },
		{ why: "nothing", text: "" },
	])("leaves whole what is soon said: $why", ({ text }) => {
		expect(clausesOf(text)).toEqual([]);
	});

	it.each([
		{ why: "commas and stops", text: `${opening}, it was fine. then it stopped for all of them`, clauses: 3 },
		{ why: "and, before another sentence", text: `${opening} and it keeps going on and off since then`, clauses: 2 },
		{ why: "an address is one word", text: `${opening} when it showed 192.168.1.1 on the screen for some time`, clauses: 1 },
		{ why: "Chinese", text: "我们店早上九点开门的时候一切都还正常,后来就连不上了而且客人都在等着付钱", clauses: 3 },
		{ why: "most of what was pasted", text: "line after line, ".repeat(100), clauses: 24 },
	])("parts a long one at $why", ({ text, clauses }) => {
		expect(clausesOf(text)).toHaveLength(clauses);
	});
});
