import { describe, expect, it } from "vitest";
import { parseMarkdown } from "../../../../bot/web/shared/markdown.ts";

const text = (words: string) => ({ kind: "text", text: words });
const paragraph = (...inlines: readonly object[]) => ({ kind: "paragraph", inlines });

describe("parseMarkdown", () => {
	it.each([
		{ why: "a sentence", source: "Hello", blocks: [paragraph(text("Hello"))] },
		{ why: "two paragraphs", source: "A\n\n\nB", blocks: [paragraph(text("A")), paragraph(text("B"))] },
		{ why: "two lines", source: "A\nB", blocks: [paragraph(text("A"), { kind: "break" }, text("B"))] },
		{ why: "bold", source: "Wait **30 s** now", blocks: [paragraph(text("Wait "), { kind: "bold", text: "30 s" }, text(" now"))] },
		{
			why: "a bullet list",
			source: "Do:\n- a\n- b",
			blocks: [paragraph(text("Do:")), { kind: "list", start: null, items: [[text("a")], [text("b")]] }],
		},
		{ why: "a numbered list", source: "2. a\n3. b", blocks: [{ kind: "list", start: 2, items: [[text("a")], [text("b")]] }] },
		{ why: "a link", source: "[x](https://a.b/c)", blocks: [paragraph({ kind: "link", text: "x", href: "https://a.b/c" })] },
		{ why: "a telephone", source: "[95516](tel:95516)", blocks: [paragraph({ kind: "link", text: "95516", href: "tel:95516" })] },
		{
			why: "an address before a Chinese full stop",
			source: "见 https://a.b/c。",
			blocks: [paragraph(text("见 "), { kind: "link", text: "https://a.b/c", href: "https://a.b/c" }, text("。"))],
		},
		{ why: "nothing", source: " \n ", blocks: [] },
	])("reads $why", ({ source, blocks }) => {
		expect(parseMarkdown(source)).toEqual(blocks);
	});

	it.each([
		{ why: "a script scheme", source: "[x](javascript:alert(1))" },
		{ why: "a script scheme in capitals", source: "[x](JaVaScRiPt:alert)" },
		{ why: "a data address", source: "[x](data:text/html,hi)" },
		{ why: "a scheme behind a tab", source: "[x](\tjavascript:alert)" },
		{ why: "an address without a scheme", source: "[x](//evil.example)" },
		{ why: "markup", source: "<img src=x onerror=alert(1)>" },
		{ why: "a comment", source: "<!-- -->" },
		{ why: "unfinished bold", source: "**a" },
	])("leaves $why as text", ({ source }) => {
		const kinds = parseMarkdown(source).flatMap((block) => (block.kind === "paragraph" ? block.inlines.map((inline) => inline.kind) : []));
		expect(new Set(kinds)).toEqual(new Set(["text"]));
	});

	it.each(["[", "**", "[a](", "1. ", "http://", "*"])("reads 20,000 characters of %j in no time", (piece) => {
		const before = performance.now();
		parseMarkdown(piece.repeat(20_000 / piece.length));
		expect(performance.now() - before).toBeLessThan(250);
	});
});
