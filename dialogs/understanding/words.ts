// A message as sentences of comparable words, for finding phrases: stems, Han characters, numbers; articles left out.

import type { Stem } from "./stem.ts";
import { tokenise } from "./tokens.ts";

/** A word with its place; a comma moves the next word further away. */
export type Word = { readonly key: string; readonly text: string; readonly at: number };

export type Sentence = readonly Word[];

/** How far a comma puts apart, in words. */
const commaWidth = 4;

const articles = new Set(["the", "a", "an", "my", "our", "your", "its", "please", "pls"]);

export const sentencesOf = (text: string, stem: Stem): Sentence[] =>
	partsOf(text, sentenceEnd)
		.map((sentence) => wordsOf(sentence, stem))
		.filter((words) => words.length > 0);

/** A dot ends a sentence only before a space, so that "192.168.1.1" and "2.4g" stay whole. */
const sentenceEnd = /[!?。;\n…]+|\.(?=\s|$)|\b(?:but|however|though|although)\b|但是|不过|可是|然而|但(?=[^是])/u;

const clauseEnd = /[,、:()（）]+/u;

/** Splits, which most texts need not be, and looking is faster. */
const partsOf = (text: string, end: RegExp): readonly string[] => (end.test(text) ? text.split(end) : [text]);

/** The words of one sentence. */
export const wordsOf = (sentence: string, stem: Stem): Word[] => {
	const words: Word[] = [];
	let at = 0;
	for (const clause of partsOf(sentence, clauseEnd)) {
		for (const { text, kind } of tokenise(clause)) {
			if (articles.has(text)) continue;
			const key = kind === "word" ? keyOf(bare(text), stem) : text;
			words.push({ key, text, at: at++ });
		}
		at += commaWidth;
	}
	return words;
};

const keyOf = (word: string, stem: Stem): string => unlike.get(word) ?? stem(word);

/** Merchants leave out apostrophes: "cant" is "can't", and so is "cannot". */
const bare = (word: string): string => {
	if (word === "cannot") return "cant";
	return word.includes("'") ? word.replace(/'s$/u, "").replaceAll("'", "") : word;
};

/** Stems that would be other words: "one" is not "on". */
const unlike = new Map([
	["one", "one"],
	["ones", "one"],
]);
