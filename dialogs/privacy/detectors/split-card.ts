// A card number typed over several messages. What completes it is masked, and so is what follows its first eight digits
// when it is plainly being dictated, so that what was stored never adds up to the number.

import type { Group, Run } from "../digits.ts";
import { addDigits, cardLengths, type LuhnSums, longestCard, noSums, passesLuhn, shortestCard, showableDigits } from "../issuers.ts";
import type { Span } from "./span.ts";

/**
 * What the last messages leave behind, oldest first; plain JSON. Digits are kept only where the messages themselves still
 * show them; of masked digits only their number, their Luhn sums and the lengths their issuer allows.
 */
export type Carry = readonly Carried[];
type Carried = {
	/** Messages since. */
	readonly age: number;
	readonly shown: readonly string[];
	readonly hidden?: LuhnSums & { readonly lengths: readonly number[] };
};

export const emptyCarry: Carry = [];

const maxAge = 3;

type Question = { readonly text: string; readonly runs: readonly Run[]; readonly whole: readonly Span[]; readonly carry: Carry };

export const findSplitCard = ({ runs, whole, carry }: Question): { readonly spans: readonly Span[]; readonly carry: Carry } => {
	const first = runs[0];
	const end = first === undefined || isCovered(first, whole) ? null : completes(carry, first);
	if (end !== null && first?.[0] !== undefined) return { spans: [{ kind: "card", start: first[0].start, end }], carry: [] };
	return { spans: [], carry: carryOn(carry, runs, whole) };
};

const isCovered = (run: Run, spans: readonly Span[]): boolean =>
	run.some((group) => spans.some((span) => group.start < span.end && span.start < group.end));

/** Where the card ends that begins in an earlier message, or null. */
const completes = (carry: Carry, run: Run): number | null => {
	const groups: readonly (string | Group)[] = [...carry.flatMap(({ shown }) => shown), ...run];
	const earlier = groups.length - run.length;
	for (let first = 0; first < earlier; first++) {
		let digits = "";
		for (const [at, group] of groups.slice(first, first + longestCard).entries()) {
			digits += typeof group === "string" ? group : group.digits;
			if (digits.length > longestCard) break;
			if (typeof group === "string" || digits.length < shortestCard || first + at < earlier) continue;
			if (cardLengths(digits).includes(digits.length) && passesLuhn(addDigits(noSums, digits))) return group.end;
		}
	}
	return null;
};

const carryOn = (carry: Carry, runs: readonly Run[], whole: readonly Span[]): Carry => {
	const older = carry.map((entry) => ({ ...entry, age: entry.age + 1 })).filter(({ age }) => age <= maxAge);
	const last = runs.at(-1);
	if (last === undefined || isCovered(last, whole)) return whole.length > 0 ? [] : older;
	const shown = last.slice(-longestCard).map(({ digits }) => digits);
	return [...(runs.length > 1 ? [] : older), { age: 1, shown }];
};
void showableDigits;
