// The language of one message, by script first: on short texts that is surer than any statistics.

import foreignWords from "../../locales/foreign-words.json" with { type: "json" };
import { type Normalised, onlyAscii } from "./normalise.ts";
import { tokenise } from "./tokens.ts";
import type { WrittenLanguage } from "./understanding.ts";

export type KnowsWord = (word: string) => boolean;

/** Words that merchants of every language use: they tell nothing. */
const neutral = new Set(
	(
		"pos wifi wi fi sim apn ip dns id ok okay app qr atm pin sn tid mid visa unionpay alipay wechat mastercard g gprs usb hdmi nfc vpn " +
		"k offline online router modem hello hi bye sos faq error"
	).split(" "),
);

/** The languages that a word gives away. */
const languagesOf = new Map<string, string[]>();
for (const [language, words] of Object.entries(foreignWords)) {
	for (const word of new Set(words)) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);
}

/** A Han character carries about this much of an English word. */
const wordsPerHan = 0.6;

/** Tags of a page that was pasted; never a text in angle brackets such as "<no signal>". */
const markup = /<\/?[a-z][a-z0-9]*(?:\s+[a-z-]+\s*=[^<>]*)?\/?>/gu;

/** `knowsWord`: whether English utterances or the vocabulary of the domain have the word. */
export const writtenLanguage = ({ text: marked, traditional }: Normalised, knowsWord: KnowsWord): WrittenLanguage => {
	const text = marked.replace(markup, " ");
	const tokens = tokenise(text);
	const han = tokens.filter(({ kind }) => kind === "han").length;
	const words = tokens.filter(({ kind }) => kind === "word").map((token) => token.text);
	const latin = words.filter(isLatin);
	if (isOtherScript(text, han, latin.length)) return { kind: "other" };
	const telling = latin.filter((word) => !neutral.has(word) && word.length > 1);
	if (han === 0 && telling.length === 0) return { kind: "unclear" };
	if (han * wordsPerHan >= telling.length) return { kind: "known", language: "zh-CN", traditional };
	if (isForeign(telling, knowsWord)) return { kind: "other" };
	return telling.some(knowsWord) || telling.length > 1 ? { kind: "known", language: "en", traditional: false } : { kind: "unclear" };
};

/** The letters of ASCII come before all others. */
const isLatin = (word: string): boolean => word < "{" || /^\p{Script=Latin}/u.test(word);

/** Kana or Hangul beside Han is Japanese or Korean; any other script counts when most letters are in it. */
const isOtherScript = (text: string, han: number, latin: number): boolean => {
	if (onlyAscii.test(text)) return false;
	const kana = text.match(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
	const hangul = text.match(/\p{Script=Hangul}/gu)?.length ?? 0;
	if (kana > 1 || hangul > 1) return (kana + hangul) * 2 >= han;
	const others = text.match(/(?![\p{Script=Latin}\p{Script=Han}])\p{L}/gu)?.length ?? 0;
	return others > 2 && others > han + latin;
};

/** As many words of one other language as words known from English, and at least two of them. */
const isForeign = (words: readonly string[], knowsWord: KnowsWord): boolean => {
	const given = words.flatMap((word) => languagesOf.get(word) ?? []);
	const strangest = Math.max(0, ...given.map((language) => given.filter((other) => other === language).length));
	const strange = strangest + words.filter((word) => !onlyAscii.test(word)).length;
	return strange >= 2 && strange >= words.filter(knowsWord).length;
};
