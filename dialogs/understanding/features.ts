// What the classifier sees of a text: English stems and pairs of them, pieces of words, Chinese characters and pairs of them.
// A feature is a 32-bit hash, so that a trained model needs no strings.

import type { Stem } from "./stem.ts";
import { type Token, tokenise } from "./tokens.ts";

/** How often each feature occurs. */
export type Features = ReadonlyMap<number, number>;

export const featuresOf = (text: string, stem: Stem): Features => {
	const features = new Map<number, number>();
	const tokens = tokenise(text);
	addWords(features, tokens, stem);
	for (const token of tokens) if (token.kind === "word") addPieces(features, token.text);
	return features;
};

/** Separate seeds keep a word apart from a piece of the same letters. */
const seeds = { one: 0x811c9dc5, two: 0x9747b28c, piece: 0x1b873593 };

/** Pieces of words have odd hashes, words and pairs even ones. */
export const isPiece = (feature: number): boolean => (feature & 1) === 1;

const addWords = (features: Map<number, number>, tokens: readonly Token[], stem: Stem): void => {
	let before = "";
	for (const token of tokens) {
		const word = token.kind === "word" ? stem(token.text) : token.text;
		add(features, hash(word, seeds.one));
		add(features, hash(`${before} ${word}`, seeds.two));
		before = word;
	}
};

/** Three and four letters in a row, with the word's edges marked. */
const addPieces = (features: Map<number, number>, word: string): void => {
	const marked = ` ${word} `;
	for (let length = 3; length <= 4; length++) {
		for (let start = 0; start + length <= marked.length; start++)
			add(features, (hashRange(marked, start, start + length, seeds.piece) | 1) >>> 0);
	}
};

const add = (features: Map<number, number>, feature: number): void => {
	features.set(feature, (features.get(feature) ?? 0) + 1);
};

const hash = (text: string, seed: number): number => (hashRange(text, 0, text.length, seed) & ~1) >>> 0;

/** FNV-1a over UTF-16 units, then mixed so that short texts spread over all 32 bits. */
const hashRange = (text: string, start: number, end: number, seed: number): number => {
	let value = seed;
	for (let i = start; i < end; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
	value ^= value >>> 16;
	value = Math.imul(value, 0x85ebca6b);
	value ^= value >>> 13;
	value = Math.imul(value, 0xc2b2ae35);
	return (value ^ (value >>> 16)) >>> 0;
};
