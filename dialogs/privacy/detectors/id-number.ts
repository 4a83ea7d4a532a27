// Chinese resident identity numbers: 17 digits and a check character, with a real date of birth inside (GB 11643).

import type { Run } from "../digits.ts";
import type { Span } from "./span.ts";

const idLength = 18;
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = "10X98765432";
/** Region, date of birth from 1900 to 2099, sequence. */
const shape = /^[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/;
/** Written in one piece, in two to four (6-8-4), or digit by digit; more pieces are addresses and lists of amounts. */
const maxPieces = 4;
const letterX = /^\s?[XxＸｘ](?![A-Za-z])/;

export const findIdNumbers = (text: string, runs: readonly Run[]): readonly Span[] => runs.flatMap((run) => idsIn(text, run));

const idsIn = (text: string, run: Run): readonly Span[] =>
	run.flatMap((opening, first) => {
		const end = endOfId(text, run, first);
		return end === null ? [] : [{ kind: "idNumber" as const, start: opening.start, end }];
	});

const endOfId = (text: string, run: Run, first: number): number | null => {
	let digits = "";
	for (let at = first; at < run.length && digits.length < idLength; at++) {
		const group = run[at];
		if (group === undefined) return null;
		digits += group.digits;
		if (digits.length < idLength - 1 || !isInPieces(at - first + 1, digits.length)) continue;
		const x = digits.length === idLength - 1 ? letterX.exec(text.slice(group.end, group.end + 3))?.[0] : "";
		if (x !== undefined && isIdNumber(x === "" ? digits : `${digits}X`)) return group.end + x.length;
	}
	return null;
};

const isInPieces = (pieces: number, digits: number): boolean => pieces <= maxPieces || pieces === digits;

const isIdNumber = (number: string): boolean => {
	if (number.length !== idLength || !shape.test(number.slice(0, 17))) return false;
	const sum = weights.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
	return number[17] === checkCharacters[sum % 11];
};
