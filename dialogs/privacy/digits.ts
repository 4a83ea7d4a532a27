// Finds digits however they are written (any digit set, Chinese numerals, English words) and joins them into runs, so
// that detectors read numbers and never characters. One pass, offsets into the text as it was written.

export type Group = { readonly digits: string; readonly start: number; readonly end: number };

/** Groups with nothing but a few separators between them: `4111 1111-1111` is one run of three groups. */
export type Run = readonly Group[];

/** "4111 -- 1111" is still one number; a sentence between two numbers is not. */
const maxSeparators = 4;
/** What is written between the groups of one number: punctuation, pictures, never letters. */
const separator = /[\p{Z}\s\p{P}\p{So}\p{Sk}|+=~<>]/u;
/** Joiners, direction marks, variation selectors and keycaps: seen by nobody, so they separate nothing. */
const invisible = /[\p{Cf}\p{M}]/u;

const numerals: readonly (readonly [digit: string, written: string])[] = [
	["0", "零〇○◯"],
	["1", "一壹幺弌〡"],
	["2", "二贰貳弍两兩〢"],
	["3", "三叁參叄弎〣"],
	["4", "四肆〤"],
	["5", "五伍〥"],
	["6", "六陆陸〦"],
	["7", "七柒〧"],
	["8", "八捌〨"],
	["9", "九玖〩"],
];
const numeralOf = new Map(numerals.flatMap(([digit, written]) => [...written].map((character) => [character, digit] as const)));

/** Code points of "one" in sets of nine that Unicode does not decompose: ❶ ➀ ➊ ⓵. */
const dingbatOnes = [0x2776, 0x2780, 0x278a, 0x24f5];

const words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const digitWord = new RegExp(`(${words.join("|")}|oh?|double|triple)(?![a-z])`, "iy");
const repeats: Readonly<Record<string, number>> = { double: 2, triple: 3 };

type Mark =
	| { readonly digit: string; readonly script: string; readonly length: number }
	| { readonly repeat: number; readonly length: number };

/** All runs of digits in the text, in order. */
export const digitRuns = (text: string): readonly Run[] => {
	const runs: Group[][] = [];
	let run: Group[] = [];
	let script = "";
	let gap = maxSeparators + 1;
	let repeat = 1;
	for (let at = 0; at < text.length; ) {
		const mark = markAt(text, at);
		if (mark === null) {
			const point = text.codePointAt(at) ?? 0;
			gap += gapOf(point);
			at += point > 0xffff ? 2 : 1;
			continue;
		}
		if ("repeat" in mark) {
			repeat = mark.repeat;
			at += mark.length;
			continue;
		}
		if (gap > maxSeparators) {
			run = [];
			runs.push(run);
		}
		const last = run.at(-1);
		const digits = mark.digit.repeat(repeat);
		const group = { digits, start: at, end: at + mark.length };
		if (last !== undefined && gap === 0 && script === mark.script)
			run[run.length - 1] = { digits: last.digits + digits, start: last.start, end: group.end };
		else run.push(group);
		script = mark.script;
		gap = 0;
		repeat = 1;
		at += mark.length;
	}
	return runs;
};

const gapOf = (point: number): number => {
	if (isLetter(point) || isIdeograph(point)) return maxSeparators + 1;
	const character = String.fromCodePoint(point);
	if (invisible.test(character)) return 0;
	return separator.test(character) ? 1 : maxSeparators + 1;
};

const markAt = (text: string, at: number): Mark | null => {
	const point = text.codePointAt(at) ?? 0;
	if (point >= 0x30 && point <= 0x39) return { digit: String(point - 0x30), script: "ascii", length: 1 };
	if (point < 0x80) return isLetter(point) && !isLetter(text.charCodeAt(at - 1)) ? wordAt(text, at) : null;
	const character = String.fromCodePoint(point);
	const length = character.length;
	const numeral = numeralOf.get(character);
	if (numeral !== undefined) return { digit: numeral, script: "han", length };
	if (isIdeograph(point)) return null;
	if (/\p{Nd}/u.test(character)) return { ...decimal(point), length };
	if (!/\p{N}/u.test(character)) return null;
	const one = dingbatOnes.find((first) => point >= first && point < first + 9);
	if (one !== undefined) return { digit: String(point - one + 1), script: "symbol", length };
	const digit = /^\D?(\d)\D?$/.exec(character.normalize("NFKC"))?.[1];
	return digit === undefined ? null : { digit, script: "symbol", length };
};

/** Unicode keeps its decimal digits in rows of ten that start at zero, so the distance to the row's start is the value. */
const decimal = (point: number): { digit: string; script: string } => {
	let start = point;
	while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start--;
	return { digit: String((point - start) % 10), script: `from ${start}` };
};

const wordAt = (text: string, at: number): Mark | null => {
	digitWord.lastIndex = at;
	const word = digitWord.exec(text)?.[0].toLowerCase();
	if (word === undefined) return null;
	const repeat = repeats[word];
	if (repeat !== undefined) return { repeat, length: word.length };
	return { digit: String(Math.max(0, words.indexOf(word))), script: "word", length: word.length };
};

/** Most characters of a Chinese message: told from digits without asking Unicode's tables. */
const isIdeograph = (point: number): boolean => point >= 0x3400 && point <= 0x9fff;

const isLetter = (point: number): boolean => (point >= 0x41 && point <= 0x5a) || (point >= 0x61 && point <= 0x7a);
