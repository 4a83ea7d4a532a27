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
	const neighbours = indexByDeletion(words);
	const knows = (word: string) => rank.has(word);
	return {
		knows,
		mend: (text) => {
			let left = maxMended;
			return text.replace(/[a-z]+(?:'[a-z]+)*/gu, (word) => {
				if (word.length < minLength || word.length > maxLength || knows(word) || left-- <= 0) return word;
				return nearest(word, neighbours, rank) ?? word;
			});
		},
	};
};

/** Each word under itself and under every form of it with one letter left out: two words one slip apart share a form. */
const indexByDeletion = (words: readonly string[]): ReadonlyMap<string, readonly string[]> => {
	const index = new Map<string, string[]>();
	for (const word of words) {
		if (word.length < minLength || word.length > maxLength) continue;
		for (const form of new Set([word, ...deletions(word)])) {
			const sharing = index.get(form);
			if (sharing === undefined) index.set(form, [word]);
			else sharing.push(word);
		}
	}
	return index;
};

const deletions = (word: string): string[] => Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1));

const nearest = (word: string, index: ReadonlyMap<string, readonly string[]>, rank: ReadonlyMap<string, number>): string | null => {
	const candidates = [word, ...deletions(word)].flatMap((form) => index.get(form) ?? []).filter((other) => isOneSlip(word, other));
	return candidates.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))[0] ?? null;
};

/** One insertion, deletion, substitution, or swap of two neighbours. */
const isOneSlip = (a: string, b: string): boolean => {
	let start = 0;
	while (start < a.length && a[start] === b[start]) start++;
	let endA = a.length;
	let endB = b.length;
	while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
		endA--;
		endB--;
	}
	const [left, right] = [a.slice(start, endA), b.slice(start, endB)];
	if (left.length <= 1 && right.length <= 1) return true;
	return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
};
