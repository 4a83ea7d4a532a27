// A card number typed over several messages. What completes it is masked; and when it is plainly being dictated, so is
// everything after its first eight digits. What was already stored then never adds up to the number.

import type { Group, Run } from "../digits.ts";
import {
	addDigits,
	cardLengths,
	isCardNumber,
	type LuhnSums,
	longestCard,
	longestPrefix,
	noSums,
	passesLuhn,
	showableDigits,
} from "../issuers.ts";
import { contextOf, isCardTail, wordsBefore } from "./card.ts";
import type { Span } from "./span.ts";

/**
 * What the last messages leave behind, oldest first; plain JSON. Digits are kept only where those messages still show
 * them; of masked digits only their number, their Luhn sums and the lengths their issuer allows.
 */
export type Carry = readonly Carried[];

type Carried = {
	/** Messages since. */
	readonly age: number;
} & (
	| {
			readonly kind: "shown";
			readonly groups: readonly string[];
			/** The message had no other words. */
			readonly isLone: boolean;
	  }
	| { readonly kind: "hidden"; readonly sums: LuhnSums; readonly lengths: readonly number[] }
);

export const emptyCarry: Carry = [];

const maxAge = 3;
/** "last 8: 1111 1111": so many groups, each this short, may belong to the words before the number. */
const skippable = { groups: 2, digits: 2 } as const;
/** Runs of one message that are looked at; a card's second half is not in the ninth number of a message. */
const maxRuns = 8;
/** A dictated piece: shorter ones are choices and response codes, longer ones are other numbers. */
const piece = { shortest: 3, longest: 8 } as const;
/** From here on a number that fails the check is another number, unless its issuer has longer ones. */
const usualLength = 16;

type Message = {
	readonly text: string;
	readonly runs: readonly Run[];
	/** What the message alone gave away. */
	readonly found: readonly Span[];
};

/** What this message completes or goes on with, and what it leaves for the next ones. */
export const findSplitCard = (message: Message, carry: Carry): { readonly spans: readonly Span[]; readonly carry: Carry } => {
	if (message.runs.length === 0) return { spans: [], carry: carryOn(message, carry) };
	const starts = beginnings(carry);
	for (const run of message.runs.slice(0, maxRuns).filter((candidate) => !isSpokenFor(candidate, message))) {
		const span = completion(run, starts);
		if (span !== null) return { spans: [span], carry: emptyCarry };
	}
	return dictated(message, starts) ?? { spans: [], carry: carryOn(message, carry) };
};

/** A card that may have begun earlier, up to the end of the last message. */
type Beginning = {
	readonly sums: LuhnSums;
	/** As many leading digits as tell the issuer, unless the lengths are known. */
	readonly head: string;
	readonly lengths: readonly number[] | null;
	readonly isLone: boolean;
};

const extend = (beginning: Beginning, digits: string): Beginning => ({
	...beginning,
	sums: addDigits(beginning.sums, digits),
	head: (beginning.head + digits).slice(0, longestPrefix),
});

const lengthsOf = ({ lengths, head }: Beginning): readonly number[] => lengths ?? cardLengths(head);

const beginnings = (carry: Carry): readonly Beginning[] =>
	carry
		.flatMap((entry, at): readonly Beginning[] => {
			const later = carry.slice(at + 1).flatMap((next) => (next.kind === "shown" ? next.groups : []));
			const isLone = carry.slice(at).every((next) => next.kind === "hidden" || next.isLone);
			if (entry.kind === "hidden") return [extend({ ...entry, head: "", isLone }, later.join(""))];
			const blank = { sums: noSums, head: "", lengths: null, isLone };
			return headless(entry.groups, (digits) => digits).map((groups) => extend(blank, [...groups, ...later].join("")));
		})
		.filter(({ sums }) => sums.count < longestCard);

const completion = (run: Run, starts: readonly Beginning[]): Span | null => {
	for (const rest of headless(run, ({ digits }) => digits)) {
		const [opening] = rest;
		for (const start of starts) {
			const end = completes(start, rest);
			if (end !== null && opening !== undefined) return { kind: "card", start: opening.start, end };
		}
	}
	return null;
};

/** The groups, and the groups without the short numbers that only lead up to them. */
const headless = <T>(groups: readonly T[], digitsOf: (group: T) => string): readonly (readonly T[])[] => {
	const isLead = (group: T | undefined) => group !== undefined && digitsOf(group).length <= skippable.digits;
	const leads = isLead(groups[0]) ? (isLead(groups[1]) ? [0, 1, 2] : [0, 1]) : [0];
	return leads.map((lead) => groups.slice(lead)).filter(({ length }) => length > 0);
};

/** The card ends with the run, but for an expiry and a check value. */
const completes = (start: Beginning, run: Run): number | null => {
	let card = start;
	for (const [at, group] of run.slice(0, longestCard).entries()) {
		card = extend(card, group.digits);
		if (card.sums.count > longestCard) return null;
		const isLast = at === run.length - 1 || isCardTail(digitsOf(run.slice(at + 1, at + 4)));
		if (isLast && passesLuhn(card.sums) && lengthsOf(card).includes(card.sums.count)) return run.at(-1)?.end ?? null;
	}
	return null;
};

/** Nothing but digits, after nothing but digits, under an issuer's prefix: someone is reading a card out. */
const dictated = ({ text, runs, found }: Message, starts: readonly Beginning[]): ReturnType<typeof findSplitCard> | null => {
	const [run, other] = runs;
	const [opening, closing] = [run?.[0], run?.at(-1)];
	if (run === undefined || opening === undefined || closing === undefined || other !== undefined || found.length > 0) return null;
	const digits = digitsOf(run);
	if (!isLone(text, run) || digits.length < piece.shortest || digits.length > piece.longest) return null;
	const card = starts
		.filter((start) => start.isLone)
		.map((start) => extend(start, digits))
		.find(isGoingOn);
	if (card === undefined) return null;
	const hidden = { kind: "hidden", age: 1, sums: card.sums, lengths: lengthsOf(card) } as const;
	return { spans: [{ kind: "card", start: opening.start, end: closing.end }], carry: [hidden] };
};

const isGoingOn = (card: Beginning): boolean => {
	const { count } = card.sums;
	const longest = Math.max(0, ...lengthsOf(card));
	return count > showableDigits && count < longest && (count < usualLength || lengthsOf(card).includes(usualLength + 2));
};

const carryOn = ({ text, runs, found }: Message, carry: Carry): Carry => {
	const older = carry.map((entry) => ({ ...entry, age: entry.age + 1 })).filter(({ age }) => age <= maxAge);
	const last = runs.at(-1);
	if (last === undefined) return found.length > 0 ? emptyCarry : older;
	if (isFound(last, found)) return unfinished(last, found);
	if (isSpokenFor(last, { text, runs, found })) return older;
	const groups = last.slice(-longestCard).map(({ digits }) => digits);
	const entry = { kind: "shown", age: 1, groups, isLone: isLone(text, last) } as const;
	return runs.length > 1 || found.length > 0 ? [entry] : [...older, entry];
};

/** The message alone was masked as the beginning of a card: the rest may follow. */
const unfinished = (run: Run, found: readonly Span[]): Carry => {
	const digits = digitsOf(
		run.filter((group) => found.some((span) => span.kind === "card" && group.start < span.end && span.start < group.end)),
	);
	if (digits === "" || digits.length >= longestCard || isCardNumber(digits)) return emptyCarry;
	return [{ kind: "hidden", age: 1, sums: addDigits(noSums, digits), lengths: cardLengths(digits) }];
};

/** Already masked, or named as something that is no card. */
const isSpokenFor = (run: Run, { text, found }: Message): boolean =>
	isFound(run, found) || (run[0] !== undefined && contextOf(wordsBefore(text, run[0])) === "other");

const isFound = (run: Run, found: readonly Span[]): boolean =>
	run.some((group) => found.some((span) => group.start < span.end && span.start < group.end));

const digitsOf = (groups: readonly Group[]): string => groups.map(({ digits }) => digits).join("");

const isLone = (text: string, run: Run): boolean => !/\p{L}/u.test(text.slice(0, run[0]?.start) + text.slice(run.at(-1)?.end));
