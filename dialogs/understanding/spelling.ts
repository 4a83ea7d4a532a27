// Mends a word that is one slip away from a word of the domain: a letter too many, too few, wrong, or two swapped.

export type Spell = {
	knows(word: string): boolean;
	/** The text with its unknown words mended where exactly one slip explains them. */
	mend(text: string): string;
};

/** Shorter words have too many neighbours. */
const minLength = 4;
const maxLength = 20;

/** Words mended at most in one message, so that noise costs nothing. */
const maxMended = 40;

/** `words`: commonest first; of several neighbours the commonest wins. */
export const createSpell = (words: readonly string[]): Spell => {
	const rank = new Map(words.map((word, place) => [word, place] as const));
	const knows = (word: string) => rank.has(word);
	return {
		knows,
		mend: (text) => {
			let left = maxMended;
			return text.replace(/[a-z]+(?:'[a-z]+)*/gu, (word) => {
				if (word.length < minLength || word.length > maxLength || knows(word) || left-- <= 0) return word;
				return nearest(word, rank) ?? word;
			});
		},
	};
};

/** The commonest known word that one slip makes of this one. */
const nearest = (word: string, rank: ReadonlyMap<string, number>): string | null => {
	let best: string | null = null;
	let bestRank = Number.POSITIVE_INFINITY;
	for (const slip of slips(word)) {
		const place = rank.get(slip) ?? Number.POSITIVE_INFINITY;
		if (place >= bestRank || slip.length < minLength) continue;
		best = slip;
		bestRank = place;
	}
	return best;
};

const letters = [..."abcdefghijklmnopqrstuvwxyz'"];

/** One deletion, swap of two neighbours, substitution or insertion. */
function* slips(word: string): Generator<string> {
	for (let i = 0; i <= word.length; i++) {
		const [before, after] = [word.slice(0, i), word.slice(i)];
		if (after !== "") yield before + after.slice(1);
		if (after.length > 1) yield before + after.charAt(1) + after.charAt(0) + after.slice(2);
		for (const letter of letters) {
			if (after !== "") yield before + letter + after.slice(1);
			yield before + letter + after;
		}
	}
}
