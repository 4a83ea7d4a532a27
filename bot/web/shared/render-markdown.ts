// Draws parsed Markdown as elements and text nodes.

import { element } from "./element.ts";
import { type Block, type Inline, parseMarkdown } from "./markdown.ts";

/** The nodes of a text in the bot's Markdown. */
export const renderMarkdown = (source: string): readonly HTMLElement[] => parseMarkdown(source).map(renderBlock);

const renderBlock = (block: Block): HTMLElement => {
	if (block.kind === "paragraph") return element("p", {}, ...block.inlines.map(renderInline));
	const items = block.items.map((item) => element("li", {}, ...item.map(renderInline)));
	return block.start === null ? element("ul", {}, ...items) : element("ol", { start: String(block.start) }, ...items);
};

const renderInline = (inline: Inline): Node | string => {
	switch (inline.kind) {
		case "text":
			return inline.text;
		case "bold":
			return element("strong", {}, inline.text);
		case "break":
			return element("br");
		case "link":
			return element("a", { href: inline.href, target: "_blank", rel: "noopener noreferrer" }, inline.text);
	}
};
