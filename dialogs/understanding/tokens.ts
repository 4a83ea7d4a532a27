// Words: a Latin word, a run of digits, one Han character, or one emoji.

export type Token = { readonly text: string; readonly kind: "word" | "number" | "han" | "sign" };

/** Splits normalised text. Punctuation is dropped; an apostrophe inside a word is kept ("can't"). */
export const tokenise = (text: string): readonly Token[] => {
	if (text !== last.text) last = { text, tokens: split(text) };
	return last.tokens;
};

/** One message is split by several readers, one after the other. */
let last: { readonly text: string; readonly tokens: readonly Token[] } = { text: "", tokens: [] };

const split = (text: string): Token[] => {
	const tokens: Token[] = [];
	for (const match of text.matchAll(pattern)) tokens.push({ text: match[0], kind: kindOf(match) });
	return tokens;
};

const pattern = /(\p{Script=Han})|(\d+)|((?:(?!\p{Script=Han})[\p{L}\p{M}])+(?:'\p{Script=Latin}+)*)|(\p{Extended_Pictographic})/gu;

const kindOf = (match: RegExpMatchArray): Token["kind"] => {
	if (match[1] !== undefined) return "han";
	if (match[2] !== undefined) return "number";
	return match[3] === undefined ? "sign" : "word";
};
