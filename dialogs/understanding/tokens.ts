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
	for (let at = 0; at < text.length; ) {
		const token = isBetween(text.charCodeAt(at)) ? null : (plainToken(text, at) ?? rareToken(text, at));
		if (token !== null) tokens.push(token);
		at += token === null ? 1 : token.text.length;
	}
	return tokens;
};

const isBetween = (code: number): boolean => code < 0x80 && !isFigure(code) && !isLetter(code);

const isFigure = (code: number): boolean => code >= 0x30 && code <= 0x39;

const isLetter = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);

const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;

/** Nearly all tokens are figures, letters of ASCII or a common Han character, and are told by their codes. Null for any other. */
const plainToken = (text: string, start: number): Token | null => {
	const code = text.charCodeAt(start);
	if (isHan(code)) return { text: text.charAt(start), kind: "han" };
	let end = start;
	while (isFigure(text.charCodeAt(end))) end++;
	if (end > start) return { text: text.slice(start, end), kind: "number" };
	while (isLetter(text.charCodeAt(end)) || (text[end] === "'" && isLetter(text.charCodeAt(end + 1)))) end++;
	return end === start || goesOn(text, end) ? null : { text: text.slice(start, end), kind: "word" };
};

/** Whether a letter beyond ASCII may follow. */
const goesOn = (text: string, end: number): boolean => {
	const code = text.charCodeAt(text[end] === "'" ? end + 1 : end);
	return code >= 0x80 && !isHan(code);
};

const rareToken = (text: string, start: number): Token | null => {
	pattern.lastIndex = start;
	const match = pattern.exec(text);
	return match === null ? null : { text: match[0], kind: kindOf(match) };
};

const pattern = /(\p{Script=Han})|(\d+)|((?:(?!\p{Script=Han})[\p{L}\p{M}])+(?:'\p{Script=Latin}+)*)|(\p{Extended_Pictographic})/uy;

const kindOf = (match: RegExpMatchArray): Token["kind"] => {
	if (match[1] !== undefined) return "han";
	if (match[2] !== undefined) return "number";
	return match[3] === undefined ? "sign" : "word";
};
