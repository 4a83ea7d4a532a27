import { describe, expect, it } from "vitest";
import { parseFaq } from "../../../bot/understanding/parse-faq.ts";

const path = "locales/en/faq/refunds.md";
const good = `---
id: refunds
title: "Refunds"
questions:
  - how do I refund
  - give the money back
related: [reversal, contact]
---

Open the menu.

1. Choose refund.
`;

describe("parseFaq", () => {
	it("reads front matter and body", () => {
		expect(parseFaq({ path, text: good })).toEqual({
			id: "refunds",
			title: "Refunds",
			questions: ["how do I refund", "give the money back"],
			related: ["reversal", "contact"],
			body: "Open the menu.\n\n1. Choose refund.",
		});
	});

	it("reads lines that end as on Windows, and no questions at all", () => {
		const text = "---\r\nid: refunds\r\ntitle: Refunds\r\n---\r\nOpen it.\r\n";
		expect(parseFaq({ path, text })).toEqual({ id: "refunds", title: "Refunds", questions: [], related: [], body: "Open it." });
	});

	it.each([
		{ why: "no front matter", text: "Open the menu.", says: `${path}:1: expected "---"` },
		{ why: "front matter without an end", text: "---\nid: refunds\n", says: `${path}:3: expected "---"` },
		{ why: "a line that is no field", text: good.replace("title:", "title"), says: `${path}:3: expected "name: value"` },
		{ why: "an unknown field", text: good.replace("related:", "relatd:"), says: `${path}:7: "relatd" is none of` },
		{ why: "a field twice", text: good.replace("related: [reversal, contact]", "title: Again"), says: `${path}:7: "title" is there twice` },
		{ why: "no title", text: good.replace('title: "Refunds"\n', ""), says: '"title" is missing' },
		{ why: "another file's id", text: good.replace("id: refunds", "id: refund"), says: `the id "refund" is not the file's name "refunds"` },
		{ why: "an empty answer", text: good.split("\n\n")[0] ?? "", says: "the answer is empty" },
	])("names file and line for $why", ({ text, says }) => {
		expect(() => parseFaq({ path, text })).toThrow(says);
	});
});
