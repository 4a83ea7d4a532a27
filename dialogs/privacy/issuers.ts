// Which numbers are card numbers: issuers by prefix and length, and the Luhn check, kept as two sums so that it can be
// carried on without keeping the digits.

type Issuer = { readonly name: string; readonly from: string; readonly to: string; readonly lengths: readonly number[] };

const upTo19From = (first: number): readonly number[] => [12, 13, 14, 15, 16, 17, 18, 19].filter((length) => length >= first);

/** Prefixes are inclusive ranges. Ranges nobody issues are left out: they would only catch serials and references. */
const issuers: readonly Issuer[] = [
	{ name: "Visa", from: "4", to: "4", lengths: [13, 16, 19] },
	{ name: "Mastercard", from: "51", to: "55", lengths: [16] },
	{ name: "Mastercard, 2-series", from: "2221", to: "2720", lengths: [16] },
	{ name: "UnionPay", from: "62", to: "62", lengths: upTo19From(16) },
	{ name: "UnionPay, RuPay", from: "81", to: "82", lengths: upTo19From(16) },
	{ name: "Chinese banks before UnionPay", from: "955", to: "955", lengths: upTo19From(16) },
	{ name: "Chinese city banks", from: "940", to: "940", lengths: upTo19From(16) },
	{ name: "American Express", from: "34", to: "34", lengths: [15] },
	{ name: "American Express", from: "37", to: "37", lengths: [15] },
	{ name: "JCB", from: "3528", to: "3589", lengths: upTo19From(16) },
	{ name: "JCB, old", from: "2131", to: "2131", lengths: [15] },
	{ name: "JCB, old", from: "1800", to: "1800", lengths: [15] },
	{ name: "Diners Club", from: "300", to: "305", lengths: [14, 16, 19] },
	{ name: "Diners Club", from: "3095", to: "3095", lengths: [14, 16, 19] },
	{ name: "Diners Club", from: "36", to: "36", lengths: [14, 16, 19] },
	{ name: "Diners Club", from: "38", to: "39", lengths: [14, 16, 19] },
	{ name: "Discover", from: "6011", to: "6011", lengths: [16, 19] },
	{ name: "Discover", from: "644", to: "659", lengths: [16, 19] },
	{ name: "Maestro", from: "5018", to: "5018", lengths: upTo19From(12) },
	{ name: "Maestro", from: "5020", to: "5020", lengths: upTo19From(12) },
	{ name: "Maestro", from: "5038", to: "5038", lengths: upTo19From(12) },
	{ name: "Maestro", from: "56", to: "58", lengths: upTo19From(12) },
	{ name: "Maestro", from: "6304", to: "6304", lengths: upTo19From(12) },
	{ name: "Maestro", from: "6390", to: "6390", lengths: upTo19From(12) },
	{ name: "Maestro", from: "6759", to: "6763", lengths: upTo19From(12) },
	{ name: "Maestro UK", from: "0604", to: "0604", lengths: upTo19From(12) },
	{ name: "RuPay, Verve, Elo, Hipercard", from: "50", to: "50", lengths: [16, 18, 19] },
	{ name: "RuPay, Hipercard", from: "60", to: "60", lengths: [16] },
	{ name: "Elo, InstaPayment, Laser", from: "63", to: "63", lengths: [16] },
	{ name: "Switch, Laser, Dankort", from: "67", to: "67", lengths: [16, 18, 19] },
	{ name: "Mir", from: "2200", to: "2204", lengths: upTo19From(16) },
	{ name: "Troy", from: "9792", to: "9792", lengths: [16] },
];

/** Leading digits that tell every issuer. */
export const longestPrefix = 4;
export const shortestCard = 12;
export const longestCard = 19;
/** The most leading digits of a card that may be shown, by the card schemes' own truncation rule. */
export const showableDigits = 8;

/** Lengths a card beginning with these digits can have; empty when no issuer's prefix fits. */
export const cardLengths = (digits: string): readonly number[] =>
	(byFirstDigit[Number(digits[0])] ?? [])
		.filter(({ from, to }) => isWithin(digits.slice(0, from.length), from, to))
		.flatMap(({ lengths }) => lengths);

const isWithin = (head: string, from: string, to: string): boolean => head.length === from.length && head >= from && head <= to;

const byFirstDigit = Array.from({ length: 10 }, (_, digit) => issuers.filter(({ from, to }) => from <= `${digit}9` && to >= `${digit}`));

/** Luhn sums with the even and with the odd positions doubled, counted from the left; the total length picks one. */
export type LuhnSums = { readonly count: number; readonly evenDoubled: number; readonly oddDoubled: number };

export const noSums: LuhnSums = { count: 0, evenDoubled: 0, oddDoubled: 0 };

export const addDigits = (sums: LuhnSums, digits: string): LuhnSums => {
	let { count, evenDoubled, oddDoubled } = sums;
	for (const character of digits) {
		const digit = Number(character);
		const doubled = digit > 4 ? digit * 2 - 9 : digit * 2;
		evenDoubled += count % 2 === 0 ? doubled : digit;
		oddDoubled += count % 2 === 0 ? digit : doubled;
		count++;
	}
	return { count, evenDoubled: evenDoubled % 10, oddDoubled: oddDoubled % 10 };
};

/** Luhn doubles every second digit from the right, the last one not among them. */
export const passesLuhn = ({ count, evenDoubled, oddDoubled }: LuhnSums): boolean => (count % 2 === 0 ? evenDoubled : oddDoubled) === 0;

export const isCardNumber = (digits: string): boolean =>
	cardLengths(digits).includes(digits.length) && passesLuhn(addDigits(noSums, digits));
