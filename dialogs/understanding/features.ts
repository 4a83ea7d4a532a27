// What the classifier sees of a text: English stems, Chinese characters, pairs of them, and pieces of words.
// A feature is a 32-bit hash, so that a trained model needs no strings.

import type { Stem } from "./stem.ts";
import { type Token, tokenise } from "./tokens.ts";

/** Each feature once, and how often it occurs. */
export type Features = { readonly hashes: Uint32Array; readonly counts: Uint16Array };

export const featuresOf = (text: string, stem: Stem): Features => {
	const tokens = tokenise(text);
	const words = hashWords(tokens, stem);
	const found = new Uint32Array(words.length * (pairReach + 1) + text.length * 2);
	let size = addWords(found, words);
	for (const token of tokens) if (token.kind === "word") size = addPieces(found, size, token.text);
	return count(found.subarray(0, size).sort());
};

/** That the text has a phrase for a concept. */
export const featureOfConcept = (name: string): number => rare(hashOf(name, seeds.concept));

/** That a phrase for the second concept follows one for the first. */
export const featureOfPair = (first: number, second: number): number => commonplace(pairOf(first, second, seeds.concepts));

/** The features of both; what both have would count twice. Of the others each counts once, however often it is there. */
export const together = (one: Features, others: readonly number[]): Features => {
	const start = one.hashes.length;
	const hashes = new Uint32Array(start + others.length);
	hashes.set(one.hashes);
	hashes.set(others, start);
	const added = hashes.subarray(start).sort();
	const size = start + count(added).hashes.length;
	const counts = new Uint16Array(size).fill(1, start);
	counts.set(one.counts);
	return { hashes: hashes.subarray(0, size), counts };
};

/** Moves what differs to the front. Sorting and counting what repeats is faster than a map of as many numbers. */
const count = (sorted: Uint32Array): Features => {
	const counts = new Uint16Array(sorted.length);
	let last = -1;
	for (let i = 0; i < sorted.length; i++) {
		const hash = sorted[i] as number;
		if (last < 0 || sorted[last] !== hash) sorted[++last] = hash;
		counts[last] = (counts[last] as number) + 1;
	}
	return { hashes: sorted.subarray(0, last + 1), counts: counts.subarray(0, last + 1) };
};

/** Separate seeds keep a word apart from a pair, and from a piece of the same letters. */
const seeds = { one: 0x811c9dc5, two: 0x9747b28c, apart: 0x85ebca77, piece: 0x1b873593, concept: 0x3c6ef372, concepts: 0xa54ff53a };

/** Pairs of words up to this many places apart count, as one feature however far. */
const pairReach = 4;

/** Pieces of words and pairs of words apart: there are so many that those seen once are noise. */
export const isCommonplace = (feature: number): boolean => (feature & 1) === 1;

/** The words between the text's two edges. */
const hashWords = (tokens: readonly Token[], stem: Stem): readonly number[] => {
	const hashes = [hashOf("^", seeds.one)];
	for (const token of tokens) hashes.push(hashOf(wordOf(token, stem), seeds.one));
	hashes.push(hashOf("$", seeds.one));
	return hashes;
};

/** Answers with how many were added. */
const addWords = (found: Uint32Array, words: readonly number[]): number => {
	let size = 0;
	for (let i = 0; i < words.length; i++) {
		const first = words[i] as number;
		// An edge alone is in every text and tells nothing.
		if (i > 0 && i < words.length - 1) found[size++] = rare(first);
		for (let apart = 1; apart <= pairReach && i + apart < words.length; apart++) {
			const second = words[i + apart] as number;
			found[size++] = apart === 1 ? rare(pairOf(first, second, seeds.two)) : commonplace(pairOf(first, second, seeds.apart));
		}
	}
	return size;
};

/** Which number it is says little; how long it is tells a code from a card. */
const wordOf = ({ kind, text }: Token, stem: Stem): string => {
	if (kind === "number") return "#".repeat(text.length);
	return kind === "word" ? stem(text) : text;
};

/** Three and four letters in a row, with the word's edges marked, after as many as are found. Answers with how many there are then. */
const addPieces = (found: Uint32Array, before: number, word: string): number => {
	const marked = ` ${word} `;
	let size = before;
	for (let start = 0; start + 3 <= marked.length; start++) {
		let three = seeds.piece;
		for (let i = start; i < start + 3; i++) three = withLetter(three, marked.charCodeAt(i));
		found[size++] = commonplace(mix(three));
		if (start + 4 <= marked.length) found[size++] = commonplace(mix(withLetter(three, marked.charCodeAt(start + 3))));
	}
	return size;
};

const commonplace = (hash: number): number => (hash | 1) >>> 0;

const rare = (hash: number): number => (hash & ~1) >>> 0;

const pairOf = (first: number, second: number, seed: number): number => mix(Math.imul(first ^ seed, 0x01000193) ^ second);

/** FNV-1a over UTF-16 units, then mixed. */
const hashOf = (text: string, seed: number): number => {
	let value = seed;
	for (let i = 0; i < text.length; i++) value = withLetter(value, text.charCodeAt(i));
	return mix(value);
};

const withLetter = (value: number, code: number): number => Math.imul(value ^ code, 0x01000193);

/** Spreads short texts over all 32 bits. */
const mix = (hash: number): number => {
	let value = hash ^ (hash >>> 16);
	value = Math.imul(value, 0x85ebca6b);
	value ^= value >>> 13;
	value = Math.imul(value, 0xc2b2ae35);
	return value ^ (value >>> 16);
};
