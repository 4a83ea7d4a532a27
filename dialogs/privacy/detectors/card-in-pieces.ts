// A card number in one message with words between its pieces: "first eight 4111 1111, the rest 1111 1111".

import type { Run } from "../digits.ts";
import { isCardNumber, longestCard } from "../issuers.ts";
import { contextOf, wordsBefore } from "./card.ts";
import type { Span } from "./span.ts";

/** Counts, codes and choices stand between numbers too; a piece of a card has at least so many digits. */
const shortestPiece = 3;
const maxPieces = 5;
/** A number further on is about something else. */
const maxWords = 24;

/** The pieces of each card that only whole numbers of this message, taken together, make up. */
export const findCardsInPieces = (text: string, runs: readonly Run[], found: readonly Span[]): readonly Span[] => {
	const pieces = runs
		.flatMap((run) => pieceOf(text, run))
		.filter(({ start, end }) => !found.some((span) => start < span.end && span.start < end));
	const spans: Span[] = [];
	for (let first = 0; first < pieces.length; ) {
		const count = countOfCard(pieces.slice(first, first + maxPieces));
		spans.push(...pieces.slice(first, first + count).map(({ start, end }) => ({ kind: "card" as const, start, end })));
		first += Math.max(count, 1);
	}
	return spans;
};

type Piece = { readonly digits: string; readonly start: number; readonly end: number };

const pieceOf = (text: string, run: Run): readonly Piece[] => {
	const [opening, closing] = [run[0], run.at(-1)];
	if (opening === undefined || closing === undefined || contextOf(wordsBefore(text, opening)) === "other") return [];
	const digits = run.map((group) => group.digits).join("");
	return digits.length < shortestPiece || digits.length >= longestCard ? [] : [{ digits, start: opening.start, end: closing.end }];
};

/** How many of the pieces, from the first on, are one card; 0 when none. */
const countOfCard = (pieces: readonly Piece[]): number => {
	let digits = "";
	for (const [at, piece] of pieces.entries()) {
		const before = pieces[at - 1];
		if (before !== undefined && piece.start - before.end > maxWords) return 0;
		digits += piece.digits;
		if (digits.length > longestCard) return 0;
		if (at > 0 && isCardNumber(digits)) return at + 1;
	}
	return 0;
};
