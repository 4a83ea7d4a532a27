// What the classifier sees of a text: English stems, Chinese characters, pairs of them, and pieces of words.
// A feature is a 32-bit hash, so that a trained model needs no strings.

import type { Stem } from "./stem.ts";
import { type Token, tokenise } from "./tokens.ts";

/** Each feature once, and how often it occurs. */
export type Features = { readonly hashes: Uint32Array; readonly counts: Uint16Array };

export const featuresOf = (text: string, stem: Stem): Features => {
	const found: number[] = [];
	const tokens = tokenise(text);
	addWords(found, tokens, stem);
	for (const token of tokens) if (token.kind === "word") addPieces(found, token.text);
	return count(Uint32Array.from(found).sort());
};

/** That the text has a phrase for a concept. */
export const featureOfConcept = (name: string): number => rare(hashRange(name, 0, name.length, seeds.concept));

/** That a phrase for the second concept follows one for the first. */
export const featureOfPair = (first: number, second: number): number => commonplace(pairOf(first, second, seeds.concepts));

/** The features of both; what both have would count twice. */
export const together = (one: Features, others: ReadonlySet<number>): Features => {
	const hashes = new Uint32Array(one.hashes.length + others.size);
	hashes.set(one.hashes);
	hashes.set([...others], one.hashes.length);
	const counts = new Uint16Array(hashes.length).fill(1, one.hashes.length);
	counts.set(one.counts);
	return { hashes, counts };
};

/** Sorting and counting what repeats is faster than a map of as many numbers. */
const count = (sorted: Uint32Array): Features => {
	const counts = new Uint16Array(sorted.length);
	let last = -1;
	for (const hash of sorted) {
		if (last < 0 || sorted[last] !== hash) sorted[++last] = hash;
		counts[last] = (counts[last] ?? 0) + 1;
	}
	return { hashes: sorted.subarray(0, last + 1), counts: counts.subarray(0, last + 1) };
};

/** Separate seeds keep a word apart from a pair, and from a piece of the same letters. */
const seeds = { one: 0x811c9dc5, two: 0x9747b28c, apart: 0x85ebca77, piece: 0x1b873593, concept: 0x3c6ef372, concepts: 0xa54ff53a };

/** Pairs of words up to this many places apart count, as one feature however far. */
const pairReach = 4;

/** Pieces of words and pairs of words apart: there are so many that those seen once are noise. */
export const isCommonplace = (feature: number): boolean => (feature & 1) === 1;

const addWords = (found: number[], tokens: readonly Token[], stem: Stem): void => {
	const words = ["^", ...tokens.map((token) => wordOf(token, stem)), "$"];
	const hashes = words.map((word) => hashRange(word, 0, word.length, seeds.one));
	hashes.forEach((first, i) => {
		// An edge alone is in every text and tells nothing.
		if (i > 0 && i < hashes.length - 1) found.push(rare(first));
		for (let apart = 1; apart <= pairReach && i + apart < hashes.length; apart++) {
			const second = hashes[i + apart] ?? 0;
			found.push(apart === 1 ? rare(pairOf(first, second, seeds.two)) : commonplace(pairOf(first, second, seeds.apart)));
		}
	});
};

/** Which number it is says little; how long it is tells a code from a card. */
const wordOf = ({ kind, text }: Token, stem: Stem): string => {
	if (kind === "number") return "#".repeat(text.length);
	return kind === "word" ? stem(text) : text;
};

/** Three and four letters in a row, with the word's edges marked. */
const addPieces = (found: number[], word: string): void => {
	const marked = ` ${word} `;
	for (let length = 3; length <= 4; length++) {
		for (let start = 0; start + length <= marked.length; start++)
			found.push(commonplace(hashRange(marked, start, start + length, seeds.piece)));
	}
};

const commonplace = (hash: number): number => (hash | 1) >>> 0;

const rare = (hash: number): number => (hash & ~1) >>> 0;

const pairOf = (first: number, second: number, seed: number): number => mix(Math.imul(first ^ seed, 0x01000193) ^ second);

/** FNV-1a over UTF-16 units, then mixed. */
const hashRange = (text: string, start: number, end: number, seed: number): number => {
	let value = seed;
	for (let i = start; i < end; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
	return mix(value);
};

/** Spreads short texts over all 32 bits. */
const mix = (hash: number): number => {
	let value = hash ^ (hash >>> 16);
	value = Math.imul(value, 0x85ebca6b);
	value ^= value >>> 13;
	value = Math.imul(value, 0xc2b2ae35);
	return value ^ (value >>> 16);
};
