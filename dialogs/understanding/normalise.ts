// One spelling for everything: merchants write in full width, in Traditional characters, in other digits, with emoji and with sooooo many letters.

import traditionalCharacters from "opencc-js/dict/TSCharacters";
import { Converter } from "opencc-js/t2cn";

/** Longer messages are cut: nothing after this many characters changes what is meant, and time stays bounded. */
export const maxCharacters = 2000;

export type Normalised = {
	/** NFKC, lower case, ASCII digits, Simplified characters, single spaces. */
	readonly text: string;
	/** Written in Traditional characters. */
	readonly traditional: boolean;
};

/** Taiwan's characters and words; the tables hold Hong Kong's variants too. Simplified text must not go through it. */
const toSimplified = Converter({ from: "twp", to: "cn" });

const traditionalOnly = Converter({ from: "t", to: "cn" });

/** Any character that has a Simplified form; a few of them are Simplified, too. Spares nearly all texts the slow conversion. */
const mayBeTraditional = new RegExp(`[${[...traditionalCharacters.matchAll(/(?:^|\|)(\S+) /gu)].map(([, char]) => char).join("")}]`, "u");

export const normalise = (written: string): Normalised => {
	const cut = written.slice(0, maxCharacters);
	const isAscii = onlyAscii.test(cut);
	const lower = isAscii ? cut.toLowerCase() : fold(cut);
	const plain = (untidy.test(lower) ? tidy(lower) : lower).trim();
	const traditional = !isAscii && mayBeTraditional.test(plain) && traditionalOnly(plain) !== plain;
	return { text: traditional ? toSimplified(plain) : plain, traditional };
};

/** What tidying would change: most texts have none of it. */
const untidy = /[\u2018\u2019\u02bc\u0060\u00b4]|([^\d\s])\1\1|\s\s|[^\S ]/u;

const tidy = (text: string): string => text.replace(apostrophes, "'").replace(longRun, "$1$1").replace(/\s+/gu, " ");

export const onlyAscii = /^\p{ASCII}*$/u;

const fold = (text: string): string => {
	const folded = text.normalize("NFKC").slice(0, maxCharacters);
	return onlyUsual.test(folded) ? folded.toLowerCase() : foldDigits(folded).toLowerCase().replace(invisible, "");
};

/** Neither digits to fold nor anything invisible is among these: ASCII, Chinese punctuation and Han characters. */
const onlyUsual = /^[\p{ASCII}\u3001-\u3011\u4e00-\u9fff]*$/u;

/** Zero-width characters, variation selectors, skin tones and other marks that change nothing a merchant means. */
const invisible = /\p{Cf}|\p{Variation_Selector}|\p{Emoji_Modifier}/gu;

const apostrophes = /[\u2018\u2019\u02bc\u0060\u00b4]/gu;

/** Three or more of a letter or mark say no more than two: "sooo", "!!!". Digits are never shortened. */
const longRun = /([^\d\s])\1{2,}/gu;

/** Every decimal digit of Unicode is in a run of ten that begins with its zero; NFKC folds only some of them. */
export const foldDigits = (text: string): string =>
	text.replace(/(?!\p{ASCII})\p{Nd}/gu, (char) => String(digitValue(char.codePointAt(0) ?? 0)));

const digit = /^\p{Nd}$/u;

const digitValue = (codePoint: number): number => {
	let value = 0;
	while (value < 9 && digit.test(String.fromCodePoint(codePoint - value - 1))) value++;
	return value;
};
