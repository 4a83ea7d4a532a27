// Misspells every second word of four letters or more, the same way for the same seed.

const letters = "abcdefghijklmnopqrstuvwxyz";

export const misspell = (text: string, seed: number): string => {
	let state = seed * 2654435761 + 1;
	const random = (below: number): number => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
	let count = random(2);
	return text.replace(/[A-Za-z]{4,}/g, (word) => (count++ % 2 === 0 ? slip(word, random) : word));
};

const slip = (word: string, random: (below: number) => number): string => {
	const at = random(word.length - 1);
	const other = letters[random(letters.length)] ?? "x";
	switch (random(4)) {
		case 0:
			return word.slice(0, at) + word.slice(at + 1);
		case 1:
			return word.slice(0, at) + other + word.slice(at);
		case 2:
			return word.slice(0, at) + other + word.slice(at + 1);
		default:
			return word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2);
	}
};
