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
	const neighbours = neighboursOf(words.filter(({ length }) => length >= minLength && length <= maxLength + 1));
	const knows = (word: string) => rank.has(word);
	/** The commonest known word that one slip makes of this one. */
	const nearest = (word: string): string | null => {
		let best: string | null = null;
		let bestRank = Number.POSITIVE_INFINITY;
		for (const form of formsOf(word)) {
			for (const other of neighbours.get(form) ?? []) {
				const place = rank.get(other) ?? bestRank;
				if (place >= bestRank || !isOneSlip(word, other)) continue;
				best = other;
				bestRank = place;
			}
		}
		return best;
	};
	return {
		knows,
		mend: (text) => {
			let left = maxMended;
			return text.replace(/[a-z]+(?:'[a-z]+)*/gu, (word) => {
				if (word.length < minLength || word.length > maxLength || knows(word) || left-- <= 0) return word;
				return nearest(word) ?? word;
			});
		},
	};
};

/** Words one slip apart have one of these in common. */
const formsOf = (word: string): string[] => {
	const forms = [word];
	for (let at = 0; at < word.length; at++) forms.push(word.slice(0, at) + word.slice(at + 1));
	return forms;
};

const neighboursOf = (words: readonly string[]): ReadonlyMap<string, readonly string[]> => {
	const neighbours = new Map<string, string[]>();
	for (const word of words) {
		for (const form of formsOf(word)) {
			const others = neighbours.get(form);
			if (others === undefined) neighbours.set(form, [word]);
			else others.push(word);
		}
	}
	return neighbours;
};

/** Whether a letter too many, too few or wrong, or two swapped, is all the difference. */
const isOneSlip = (word: string, other: string): boolean => {
	let start = 0;
	while (start < word.length && word[start] === other[start]) start++;
	let end = word.length;
	let otherEnd = other.length;
	while (end > start && otherEnd > start && word[end - 1] === other[otherEnd - 1]) {
		end--;
		otherEnd--;
	}
	if (end - start <= 1 && otherEnd - start <= 1) return true;
	return end - start === 2 && otherEnd - start === 2 && word[start] === other[start + 1] && word[start + 1] === other[start];
};
