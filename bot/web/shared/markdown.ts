// The Markdown the bot's copy uses and nothing more: paragraphs, lists, bold and safe links. Anything else stays text.

export type Inline =
	| { readonly kind: "text" | "bold"; readonly text: string }
	| { readonly kind: "link"; readonly text: string; readonly href: string }
	| { readonly kind: "break" };

export type Block =
	| { readonly kind: "paragraph"; readonly inlines: readonly Inline[] }
	| { readonly kind: "list"; readonly start: number | null; readonly items: readonly (readonly Inline[])[] };

const safeLink = /^(?:https?:\/\/|tel:|mailto:)/i;
// Brackets exclude themselves, so that a row of opening brackets is read once and not once a bracket.
const marks = /\*\*([^*\n]+)\*\*|\[([^[\]\n]+)\]\(([^()\s]+)\)|https?:\/\/[^\s<>()[\]*，。；！？）】」”"]+/g;
const listItem = /^\s*(?:[-*•]|(\d{1,3})[.)])\s+(.*)$/;

/** Reads Markdown into blocks; never fails, whatever the text. */
export const parseMarkdown = (source: string): readonly Block[] => {
	const blocks: Block[] = [];
	let lines: string[] = [];
	const endParagraph = () => {
		if (lines.length > 0) blocks.push({ kind: "paragraph", inlines: joinLines(lines) });
		lines = [];
	};
	for (const line of source.split(/\r?\n/)) {
		const item = listItem.exec(line);
		if (item !== null || line.trim() === "") endParagraph();
		if (item !== null) addItem(blocks, item[1] ?? null, item[2] ?? "");
		else if (line.trim() === "") blocks.push({ kind: "paragraph", inlines: [] });
		else lines.push(line);
	}
	endParagraph();
	return blocks.filter((block) => block.kind === "list" || block.inlines.length > 0);
};

const addItem = (blocks: Block[], number: string | null, text: string): void => {
	const last = blocks.at(-1);
	const item = parseInlines(text);
	if (last?.kind === "list" && (last.start === null) === (number === null)) blocks.splice(-1, 1, { ...last, items: [...last.items, item] });
	else blocks.push({ kind: "list", start: number === null ? null : Number(number), items: [item] });
};

const joinLines = (lines: readonly string[]): readonly Inline[] =>
	lines.flatMap((line, index): readonly Inline[] => (index === 0 ? parseInlines(line) : [{ kind: "break" }, ...parseInlines(line)]));

const parseInlines = (line: string): readonly Inline[] => {
	const inlines: Inline[] = [];
	let end = 0;
	for (const match of line.matchAll(marks)) {
		if (match.index > end) inlines.push({ kind: "text", text: line.slice(end, match.index) });
		inlines.push(readMark(match));
		end = match.index + match[0].length;
	}
	if (end < line.length) inlines.push({ kind: "text", text: line.slice(end) });
	return inlines;
};

const readMark = (match: RegExpExecArray): Inline => {
	const [whole, bold, label, target] = match;
	if (bold !== undefined) return { kind: "bold", text: bold };
	if (label === undefined || target === undefined) return { kind: "link", text: whole, href: whole };
	return safeLink.test(target) ? { kind: "link", text: label, href: target } : { kind: "text", text: whole };
};
