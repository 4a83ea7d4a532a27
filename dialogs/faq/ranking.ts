// Finds entries by their words (BM25), so that an entry is found the moment it is written, before anything was trained on it.

import { normalise } from "../understanding/normalise.ts";
import type { Stem } from "../understanding/stem.ts";
import { tokenise } from "../understanding/tokens.ts";
import { topOf } from "../understanding/top-of.ts";
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
	const { ids } = index;
	const places = new Map(index.terms.split(" ").map((term, place) => [term, place]));
	const starts = Int32Array.from(index.starts);
	// Places and weights fit: a weight is at most (saturation + 1) units.
	const postings = Uint16Array.from(index.postings);
	const rarityOf = (entries: number): number => Math.log(1 + (ids.length - entries + 0.5) / (entries + 0.5));
	const rarities = Float64Array.from(places.values(), (place) => rarityOf(((starts[place + 1] ?? 0) - (starts[place] ?? 0)) / 2));
	const unheard = rarityOf(0);
	return (text) => {
		const scores = new Float64Array(ids.length);
		let possible = 0;
		for (const term of new Set(termsOf(text, stem))) {
			const place = places.get(term) ?? -1;
			const rarity = place < 0 ? unheard : (rarities[place] as number);
			possible += rarity * (saturation + 1);
			if (place < 0) continue;
			for (let i = starts[place] as number, end = starts[place + 1] as number; i < end; i += 2) {
				const entry = postings[i] as number;
				scores[entry] = (scores[entry] as number) + (rarity * (postings[i + 1] as number)) / weightUnit;
			}
		}
		const best = Math.max(possible, 1e-9);
		return topOf(scores, named, 0).map((entry) => ({ id: ids[entry] ?? "", score: (scores[entry] ?? 0) / best }));
	};
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
