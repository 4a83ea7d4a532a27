// English stems by natural's Porter stemmer, remembered: it is the slowest step, and merchants use few words.

import porter from "natural/lib/natural/stemmers/porter_stemmer.js";

export type Stem = (word: string) => string;

/** Words remembered at most; then the memory starts afresh. */
const maxRemembered = 20_000;

/** Longer "words" are noise, and are left as they are. */
const maxLength = 30;

export const createStem = (): Stem => {
	const remembered = new Map<string, string>();
	return (word) => {
		if (word.length > maxLength) return word;
		const known = remembered.get(word);
		if (known !== undefined) return known;
		if (remembered.size >= maxRemembered) remembered.clear();
		const stem = porter.stem(word);
		remembered.set(word, stem);
		return stem;
	};
};
