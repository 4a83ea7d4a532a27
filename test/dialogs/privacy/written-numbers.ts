// Card numbers and the numbers of a shop that resemble them, made from a seed, in every form merchants write them.

export type Random = () => number;

/** Mulberry32: the same numbers in every run. */
export const seeded = (seed: number): Random => {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
};

export const below = (random: Random, limit: number): number => Math.floor(random() * limit);
const pick = <T>(random: Random, values: readonly [T, ...T[]]): T => values[below(random, values.length)] ?? values[0];
export const digitsOf = (random: Random, count: number): string => Array.from({ length: count }, () => below(random, 10)).join("");
const padded = (random: Random, limit: number, width: number, from = 0): string => String(from + below(random, limit)).padStart(width, "0");

/** With the Luhn check digit appended, worked out the long way round. */
const withCheckDigit = (body: string): string => {
	const sum = [...body].reverse().reduce((total, digit, at) => {
		const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
		return total + (value > 9 ? value - 9 : value);
	}, 0);
	return `${body}${(10 - (sum % 10)) % 10}`;
};

const families: readonly [readonly [string, number], ...(readonly [string, number])[]] = [
	["4", 16],
	["4", 16],
	["51", 16],
	["55", 16],
	["2221", 16],
	["2720", 16],
	["6222", 16],
	["6228", 19],
	["6225", 17],
	["6217", 18],
	["34", 15],
	["37", 15],
	["3530", 16],
	["36", 14],
	["6011", 16],
	["6500", 16],
	["4", 13],
	["4", 19],
	["6761", 12],
	["5018", 13],
	["9558", 19],
];

export const card = (random: Random): string => {
	const [prefix, length] = pick(random, families);
	return withCheckDigit(prefix + digitsOf(random, length - prefix.length - 1));
};

const grouped = (digits: string, size: number, separator: string): string =>
	(digits.match(new RegExp(`.{1,${size}}`, "g")) ?? []).join(separator);
const written = (digits: string, alphabet: string): string => [...digits].map((digit) => [...alphabet][Number(digit)]).join("");
const words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const spoken = (digits: string): string => [...digits].map((digit) => words[Number(digit)]).join(" ");
const oddly = (digits: string, random: Random): string =>
	digits.replace(/\d{1,5}(?=\d)/g, (run) =>
		`${run.slice(0, 1 + below(random, run.length))}${pick(random, [" ", "-", ".", ", "])}${run.slice(1 + below(random, 0))}`.replace(
			/^(\d+)(\D+)\d*$/,
			(_, head: string, gap: string) => `${head}${gap}${run.slice(head.length)}`,
		),
	);

const halves = (digits: string): readonly string[] => [digits.slice(0, digits.length >> 1), digits.slice(digits.length >> 1)];

type Form = { readonly why: string; readonly write: (card: string, random: Random) => readonly string[] };

const one =
	(write: (card: string, random: Random) => string): Form["write"] =>
	(digits, random) => [write(digits, random)];

/** Each a conversation: one message, or several in a row. */
export const forms: readonly Form[] = [
	{ why: "bare", write: one((digits) => digits) },
	{ why: "in a sentence", write: one((digits) => `my customer's ${digits}, does not go through`) },
	{ why: "against Chinese text", write: one((digits) => `顾客的卡${digits}刷不了`) },
	{ why: "spaces in fours", write: one((digits) => grouped(digits, 4, " ")) },
	{ why: "dashes", write: one((digits) => grouped(digits, 4, "-")) },
	{ why: "dots", write: one((digits) => grouped(digits, 4, ".")) },
	{ why: "long dashes with spaces", write: one((digits) => grouped(digits, 4, " – ")) },
	{ why: "every digit apart", write: one((digits) => grouped(digits, 1, " ")) },
	{ why: "over two lines", write: one((digits) => halves(digits).join("\n")) },
	{ why: "groups of odd sizes", write: one(oddly) },
	{ why: "full-width", write: one((digits) => written(digits, "０１２３４５６７８９")) },
	{ why: "Arabic-Indic", write: one((digits) => written(digits, "٠١٢٣٤٥٦٧٨٩")) },
	{ why: "mathematical bold", write: one((digits) => written(digits, "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")) },
	{ why: "circled", write: one((digits) => written(digits, "⓪①②③④⑤⑥⑦⑧⑨")) },
	{ why: "keycap emoji", write: one((digits) => [...digits].map((digit) => `${digit}\uFE0F\u20E3`).join("")) },
	{ why: "zero-width between", write: one((digits) => [...digits].join("\u200B")) },
	{ why: "Chinese numerals", write: one((digits) => written(digits, "零一二三四五六七八九")) },
	{ why: "Chinese numerals as said aloud", write: one((digits) => grouped(written(digits, "〇幺二三四五六七八九"), 4, "，")) },
	{ why: "financial numerals", write: one((digits) => written(digits, "零壹贰叁肆伍陆柒捌玖")) },
	{ why: "English words", write: one((digits) => `it is ${spoken(digits)} okay`) },
	{
		why: "two scripts mixed",
		write: one((digits) => [...digits].map((digit, at) => (at % 2 === 0 ? digit : written(digit, "零一二三四五六七八九"))).join("")),
	},
	{ why: "track 2", write: one((digits) => `;${digits}=27121011234567890000?`) },
	{ why: "track 2 as stored", write: one((digits) => `${digits}D27121011234567890000F`) },
	{ why: "track 1", write: one((digits) => `%B${digits}^DOE/JANE^2712101123456789?`) },
	{ why: "with expiry and check value", write: one((digits) => `${digits} 12/27 123`) },
	{ why: "glued to its expiry", write: one((digits) => `${digits}1227`) },
	{ why: "pictures between", write: one((digits) => grouped(digits, 4, "💳")) },
	{ why: "words between", write: one((digits) => `前面是${halves(digits)[0]}后面是${halves(digits)[1]}，刷不了`) },
	{ why: "two halves", write: (digits) => halves(digits) },
	{
		why: "two halves in sentences",
		write: (digits) => [`it starts with ${halves(digits)[0]}`, `and the rest is ${halves(digits)[1]} thanks`],
	},
	{ why: "two halves with a word between", write: (digits) => [halves(digits)[0] ?? "", "hold on", halves(digits)[1] ?? ""] },
	{
		why: "cut anywhere",
		write: (digits, random) => {
			const at = 4 + below(random, digits.length - 7);
			return [digits.slice(0, at), digits.slice(at)];
		},
	},
	{ why: "dictated in fours", write: (digits) => grouped(digits, 4, "|").split("|") },
];

const months = (random: Random): string => padded(random, 12, 2, 1);

/** What a shop's numbers look like: none of these is a card, and many pass the card check. */
export const lookAlikes: readonly { readonly why: string; readonly write: (random: Random) => string }[] = [
	{ why: "terminal number", write: (random) => `终端号 ${digitsOf(random, 8)}` },
	{ why: "terminal serial, digits", write: (random) => `SN ${pick(random, ["082", "115", "185", "NP"])}${digitsOf(random, 7)}` },
	{ why: "terminal serial, hardware number", write: (random) => `0000${digitsOf(random, 12)}` },
	{ why: "merchant number, UnionPay", write: (random) => `898${digitsOf(random, 12)}` },
	{ why: "merchant number, said as such", write: (random) => `商户号是 ${digitsOf(random, 15)}` },
	{
		why: "merchant number, check passes",
		write: (random) => `MID: ${withCheckDigit(`${pick(random, ["103", "308", "403", "898", "372", "345"])}${digitsOf(random, 11)}`)}`,
	},
	{
		why: "RRN of the day",
		write: (random) => `${below(random, 10)}${padded(random, 366, 3, 1)}${padded(random, 24, 2)}${digitsOf(random, 6)}`,
	},
	{ why: "RRN, anything", write: (random) => digitsOf(random, 12) },
	{ why: "IMEI", write: (random) => withCheckDigit(`${pick(random, ["35", "86", "01", "99"])}${digitsOf(random, 12)}`) },
	{ why: "ICCID", write: (random) => `${pick(random, ["898600", "898601", "894412"])}${digitsOf(random, 13 + below(random, 2))}` },
	{ why: "ICCID, check passes", write: (random) => withCheckDigit(`89860${digitsOf(random, 13)}`) },
	{ why: "mobile number", write: (random) => `1${pick(random, ["38", "59", "86", "33"])}${digitsOf(random, 8)}` },
	{
		why: "mobile number with its country",
		write: (random) => `+86 1${pick(random, ["38", "59"])} ${digitsOf(random, 4)} ${digitsOf(random, 4)}`,
	},
	{ why: "number abroad", write: (random) => `+${pick(random, ["44", "60", "62", "49"])}${digitsOf(random, 10)}` },
	{
		why: "time",
		write: (random) =>
			`2026-${months(random)}-${padded(random, 28, 2, 1)} ${padded(random, 24, 2)}:${padded(random, 60, 2)}:${padded(random, 60, 2)}`,
	},
	{
		why: "time in one piece",
		write: (random) =>
			`2026${months(random)}${padded(random, 28, 2, 1)}${padded(random, 24, 2)}${padded(random, 60, 2)}${padded(random, 60, 2)}`,
	},
	{
		why: "amounts",
		write: (random) => `${below(random, 9000)}.${digitsOf(random, 2)} 元和 ${below(random, 900)}.${digitsOf(random, 2)} 元`,
	},
	{ why: "order number", write: (random) => `202611${digitsOf(random, 16)}` },
	{ why: "wallet transaction", write: (random) => `4200002${digitsOf(random, 21)}` },
	{
		why: "IP addresses",
		write: (random) => `192.168.${below(random, 255)}.${below(random, 255)} 10.0.${below(random, 255)}.${below(random, 255)}`,
	},
	{
		why: "batch, trace and code",
		write: (random) => `batch ${digitsOf(random, 6)}, trace ${digitsOf(random, 6)}, code ${digitsOf(random, 2)}`,
	},
];
