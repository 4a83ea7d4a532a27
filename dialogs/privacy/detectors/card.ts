// Card numbers inside one message: any grouping, any digits, glued to their expiry, or the whole magnetic track.

import type { Group, Run } from "../digits.ts";
import { addDigits, cardLengths, isCardNumber, longestCard, noSums, passesLuhn, shortestCard, showableDigits } from "../issuers.ts";
import type { Span } from "./span.ts";

/** "Card number" and the like right before a number: then it is masked even when its check digit is wrong. */
const cardLabel =
	/(?:card\s*(?:number|num|no\.?|#)?|\bpan|卡号|卡號|卡片号|银行卡|銀行卡|信用卡|借记卡|储蓄卡)\s*(?:is|was|为|是|：|:|=|#|-)?\s*$/i;
/** Numbers that are said to be something else; only for lengths at which they look like cards. */
const otherLabel =
	/(?:merchant|\bmid|terminal|\btid|imei|rrn|reference|serial|\bs\/?n|batch|trace|voucher|code|amount|商户|商戶|终端|終端|参考|參考|流水|序列|批次|凭证|金额|代码|订单|設備|设备)\s?(?:number|num|no\.?|id|号码?|號碼?|编号)?\s?(?:is|was|是|为|：|:|=|#)?\s?$/i;
const longestOther = 15;
/** A plus sign makes it a phone number. */
const phoneMark = /\+\s*\(?$/;
const labelReach = 32;

/** Expiry and check value glued to the number: MMYY or YYMM, then three or four digits. */
const gluedTail = /^(?:(?:0[1-9]|1[0-2])[2-4]\d|[2-4]\d(?:0[1-9]|1[0-2]))(?:\d{3,4})?$/;
/** What follows a number on a magnetic track. */
const trackTail = /^(?:\s?[=Dd＝]\s?\d[\d=]*\??|\^[^?\n]{0,60}\??)/;
const trackHead = /(?:%[Bb]|;)$/;
/** Expiry, check value or both behind the number, said or just written. */
const expiryTail =
	/^[\s,，、;；|/.。-]{0,4}(?:(?:exp(?:iry|ires|iration)?(?:\s?date)?|valid\s?(?:thru|until|to)|good\s?thru|有效期至?|到期日?)[\s:：.是]{0,3})?(?:0[1-9]|1[0-2])\s?[/／.\-年]?\s?(?:20)?[2-4]\d(?!\d)/i;
const checkTail =
	/^[\s,，、;；|/.。-]{0,4}(?:(?:cvv2?|cvc2?|cvn2?|cid|csc|security code|安全码|安全碼|校验码)[\s:：.是is]{0,4})?\d{3,4}(?![\d.]|\s?[元块¥$])/i;
const tailReach = 80;

/** Where card numbers stand in the runs of this text. */
export const findCards = (text: string, runs: readonly Run[]): readonly Span[] => runs.flatMap((run) => cardsIn(text, run));

const cardsIn = (text: string, run: Run): readonly Span[] => {
	const spans: Span[] = [];
	for (let first = 0; first < run.length; ) {
		const found = cardFrom(text, run, first);
		if (found === null) {
			first++;
			continue;
		}
		spans.push(found.span);
		first = found.next;
	}
	return spans;
};

type Found = { readonly span: Span; readonly next: number };

const cardFrom = (text: string, run: Run, first: number): Found | null => {
	const opening = run[first];
	if (opening === undefined) return null;
	const before = wordsBefore(text, opening, run[first - 1]?.end);
	const last = lastGroupOfCard(run, first, contextOf(before)) ?? (hasGluedTail(opening) ? first : null);
	const closing = last === null ? undefined : run[last];
	if (last === null || closing === undefined) return null;
	const start = opening.start - (trackHead.exec(before)?.[0].length ?? 0);
	const end = closing.end + tailLength(text.slice(closing.end, closing.end + tailReach));
	let next = last + 1;
	while ((run[next]?.start ?? end) < end) next++;
	return { span: { kind: "card", start, end }, next };
};

/**
 * The last group of the card that begins with this one. A number that passes the check wins over one that only looks
 * like a card, the longer of two alike over the shorter.
 */
const lastGroupOfCard = (run: Run, first: number, context: Context): number | null => {
	let digits = "";
	let sums = noSums;
	let isInFours = true;
	let lengths: readonly number[] | null = null;
	let sure: number | null = null;
	let likely: number | null = null;
	for (let at = first; at < run.length; at++) {
		const group = run[at]?.digits ?? "";
		digits += group;
		if (digits.length > longestCard) break;
		sums = addDigits(sums, group);
		if (digits.length > showableDigits) {
			lengths ??= cardLengths(digits);
			if (lengths.length === 0 && context !== "card") return null;
			if (lengths.includes(digits.length) && passesLuhn(sums) && mayBeCard(digits, context)) sure = at;
			if (isLikely({ digits, lengths, context, isInFours: isInFours && group.length <= 4 })) likely = at;
		}
		isInFours &&= group.length === 4;
	}
	return sure ?? likely;
};

const mayBeCard = (digits: string, context: Context): boolean => context !== "other" || digits.length > longestOther;

type Candidate = { readonly digits: string; readonly lengths: readonly number[]; readonly context: Context; readonly isInFours: boolean };

/** Wrong by a digit, or only begun: said to be a card, or written in fours as only cards are. */
const isLikely = ({ digits, lengths, context, isInFours }: Candidate): boolean => {
	if (context === "card") return digits.length >= shortestCard || lengths.length > 0;
	return context === "none" && isInFours && digits.length >= shortestCard && lengths.length > 0;
};

/** What the words right before a number say it is. */
export type Context = "card" | "other" | "none";

export const contextOf = (before: string): Context => {
	if (cardLabel.test(before)) return "card";
	return otherLabel.test(before) || phoneMark.test(before) ? "other" : "none";
};

/** The words a number may be named by; they end where the number before it ends. */
export const wordsBefore = (text: string, { start }: Group, from = 0): string => text.slice(Math.max(from, start - labelReach), start);

/** Digits that follow a card number and are not of it: its expiry, perhaps with the check value. */
export const isCardTail = (digits: string): boolean => gluedTail.test(digits);

const hasGluedTail = ({ digits }: Group): boolean =>
	cardLengths(digits).some((length) => isCardTail(digits.slice(length)) && isCardNumber(digits.slice(0, length)));

const tailLength = (after: string): number => {
	const track = trackTail.exec(after)?.[0].length;
	if (track !== undefined) return track;
	const expiry = expiryTail.exec(after)?.[0].length ?? 0;
	return expiry + (checkTail.exec(after.slice(expiry))?.[0].length ?? 0);
};
