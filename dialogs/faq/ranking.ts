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

/** Plain JSON, so that the build can do the counting. */
export type FaqIndex = {
	readonly ids: readonly FaqId[];
	/** For each term, the places in `ids` of the entries that have it, each followed by the term's weight there. */
	readonly postings: Readonly<Record<string, readonly number[]>>;
};

/** Counts the words of every entry. */
export const indexFaqs = (faqs: readonly Faq[], stem: Stem): FaqIndex => {
	const bags = faqs.map((faq) => bagOf(faq, stem));
	const lengths = bags.map((bag) => [...bag.values()].reduce((sum, count) => sum + count, 0));
	const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, faqs.length);
	const postings = new Map<string, number[]>();
	bags.forEach((bag, entry) => {
		const held = 1 - lengthPenalty + lengthPenalty * ((lengths[entry] ?? 0) / average);
		for (const [term, count] of bag) {
			const weight = Number(((count * (saturation + 1)) / (count + saturation * held)).toFixed(4));
			const sharing = postings.get(term);
			if (sharing === undefined) postings.set(term, [entry, weight]);
			else sharing.push(entry, weight);
		}
	});
	return { ids: faqs.map(({ id }) => id), postings: Object.fromEntries(postings) };
};

export const createRankFaqs = (index: FaqIndex, stem: Stem): RankFaqs => {
	const postings = new Map(Object.entries(index.postings));
	return (text) => rank(termsOf(text, stem), postings, index.ids);
};

const rank = (terms: readonly string[], postings: ReadonlyMap<string, readonly number[]>, ids: readonly FaqId[]): Found[] => {
	const scores = new Float64Array(ids.length);
	let possible = 0;
	for (const term of new Set(terms)) {
		const found = postings.get(term) ?? [];
		const entries = found.length / 2;
		const rarity = Math.log(1 + (ids.length - entries + 0.5) / (entries + 0.5));
		possible += rarity * (saturation + 1);
		for (let i = 0; i < found.length; i += 2) {
			const entry = found[i] ?? 0;
			scores[entry] = (scores[entry] ?? 0) + rarity * (found[i + 1] ?? 0);
		}
	}
	return ids
		.map((id, entry) => ({ id, score: (scores[entry] ?? 0) / Math.max(possible, 1e-9) }))
		.filter(({ score }) => score > 0)
		.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
		.slice(0, named);
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
