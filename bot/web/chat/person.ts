// Whether a person has been asked for: then the "talk to a person" button gives way to what the queue last said.

import { parseMarkdown } from "../shared/markdown.ts";
import type { Line } from "./transcript.ts";

/** Said by the bot between hand-off messages without changing whose the conversation is. */
const asides: ReadonlySet<string> = new Set(["agent", "notice", "status", "refusal"]);

/** The latest word on the queue, or null while the bot has the conversation. */
export const queueState = (lines: readonly Line[]): string | null => {
	for (const { author, relink, text } of [...lines].reverse()) {
		if (author === "merchant" || relink === null) continue;
		// Offering a person means that none has it now.
		if (relink.choices.some((choice) => choice.id === "human")) return null;
		if (relink.kind === "handoff") return plainText(text);
		if (!asides.has(relink.kind)) return null;
	}
	return null;
};

/** The words without their Markdown, on one line. */
export const plainText = (markdown: string): string =>
	parseMarkdown(markdown)
		.flatMap((block) => (block.kind === "paragraph" ? [block.inlines] : block.items))
		.map((inlines) => inlines.map((inline) => (inline.kind === "break" ? " " : inline.text)).join(""))
		.join(" ");
