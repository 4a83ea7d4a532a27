// Finds entries by their words (BM25), so that an entry is found the moment it is written, before anything was trained on it.

import { normalise } from "../understanding/normalise.ts";
import type { Stem } from "../understanding/stem.ts";
import { tokenise } from "../understanding/tokens.ts";
import type { Faq, FaqId } from "./faq.ts";

export type Found = { readonly id: FaqId; readonly score: number };

/** Best first; the score is the share of the question's weight that the entry explains, 0..1. `text` is normalised. */
export type RankFaqs = (text: string) => readonly Found[];

/** BM25's own two: how soon a repeated word stops counting, and how much long entries are held back. */
const saturation = 1.2;
const lengthPenalty = 0.4;

/** A word in the title or a question says more about an entry than one in the answer. */
const weights = { title: 3, question: 3, body: 1 };

/** Entries named at most. */
const named = 10;

/** Plain JSON, so that the build can do the counting; flat, so that it is read in no time. */
export type FaqIndex = {
	readonly ids: readonly FaqId[];
	/** Every term, a space apart. */
	readonly terms: string;
	/** Where each term's postings begin; one more, where the last term's end. */
	readonly starts: readonly number[];
	/** The places in `ids` of the entries that have the term, each followed by its weight there, in ten-thousandths. */
	readonly postings: readonly number[];
};

const weightUnit = 1e4;

/** Counts the words of every entry. */
export const indexFaqs = (faqs: readonly Faq[], stem: Stem): FaqIndex => {
	const bags = faqs.map((faq) => bagOf(faq, stem));
	const lengths = bags.map((bag) => [...bag.values()].reduce((sum, count) => sum + count, 0));
	const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, faqs.length);
	const byTerm = new Map<string, number[]>();
	bags.forEach((bag, entry) => {
		const held = 1 - lengthPenalty + lengthPenalty * ((lengths[entry] ?? 0) / average);
		for (const [term, count] of bag) {
			const weight = Math.round(((count * (saturation + 1)) / (count + saturation * held)) * weightUnit);
			const sharing = byTerm.get(term);
			if (sharing === undefined) byTerm.set(term, [entry, weight]);
			else sharing.push(entry, weight);
		}
	});
	const starts = [0];
	for (const sharing of byTerm.values()) starts.push((starts.at(-1) ?? 0) + sharing.length);
	return { ids: faqs.map(({ id }) => id), terms: [...byTerm.keys()].join(" "), starts, postings: [...byTerm.values()].flat() };
};

export const createRankFaqs = (index: FaqIndex, stem: Stem): RankFaqs => {
	const places = new Map(index.terms.split(" ").map((term, place) => [term, place]));
	return (text) => rank(termsOf(text, stem), places, index);
};

const rank = (terms: readonly string[], places: ReadonlyMap<string, number>, { ids, starts, postings }: FaqIndex): Found[] => {
	const scores = new Float64Array(ids.length);
	let possible = 0;
	for (const term of new Set(terms)) {
		const place = places.get(term) ?? -1;
		const [start, end] = place < 0 ? [0, 0] : [starts[place] ?? 0, starts[place + 1] ?? 0];
		const entries = (end - start) / 2;
		const rarity = Math.log(1 + (ids.length - entries + 0.5) / (entries + 0.5));
		possible += rarity * (saturation + 1);
		for (let i = start; i < end; i += 2) {
			const entry = postings[i] ?? 0;
			scores[entry] = (scores[entry] ?? 0) + (rarity * (postings[i + 1] ?? 0)) / weightUnit;
		}
	}
	return topOf(scores).map((entry) => ({ id: ids[entry] ?? "", score: (scores[entry] ?? 0) / Math.max(possible, 1e-9) }));
};

/** The places of the best scores above 0, best first; of equal ones, the entry that comes first. */
const topOf = (scores: Float64Array): number[] => {
	const top: number[] = [];
	for (let entry = 0; entry < scores.length; entry++) {
		const score = scores[entry] ?? 0;
		if (score <= (top.length < named ? 0 : (scores[top.at(-1) ?? 0] ?? 0))) continue;
		let place = top.length;
		while (place > 0 && score > (scores[top[place - 1] ?? 0] ?? 0)) place--;
		top.splice(place, 0, entry);
		if (top.length > named) top.pop();
	}
	return top;
};

const bagOf = ({ title, questions, body }: Faq, stem: Stem): ReadonlyMap<string, number> => {
	const bag = new Map<string, number>();
	const add = (text: string, weight: number): void => {
		for (const term of termsOf(normalise(text).text, stem)) bag.set(term, (bag.get(term) ?? 0) + weight);
	};
	add(title, weights.title);
	for (const question of questions) add(question, weights.question);
	add(body, weights.body);
	return bag;
};

/** English stems, numbers, and pairs of Han characters: one character alone means too little. */
const termsOf = (text: string, stem: Stem): string[] => {
	const terms: string[] = [];
	let before = "";
	for (const token of tokenise(text)) {
		if (token.kind === "word" || token.kind === "number") terms.push(stem(token.text));
		if (token.kind === "han" && before !== "") terms.push(before + token.text);
		before = token.kind === "han" ? token.text : "";
	}
	return terms;
};
