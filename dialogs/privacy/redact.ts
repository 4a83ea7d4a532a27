// Takes card data, secrets and identity numbers out of merchant text, before anything else sees it. The only maker of
// SafeText.

import type { RedactedKind } from "../conversation.ts";
import { findCards } from "./detectors/card.ts";
import { findCardsInPieces } from "./detectors/card-in-pieces.ts";
import { findIdNumbers } from "./detectors/id-number.ts";
import { findSecrets } from "./detectors/secret.ts";
import type { Span } from "./detectors/span.ts";
import { type Carry, emptyCarry, findSplitCard } from "./detectors/split-card.ts";
import { digitRuns } from "./digits.ts";
import type { SafeText } from "./safe-text.ts";

export { type Carry, emptyCarry } from "./detectors/split-card.ts";

export type Redacted = { readonly text: SafeText; readonly kinds: readonly RedactedKind[]; readonly carry: Carry };

/** What stands in the text instead; the same in every language, and nothing that a detector would find again. */
const masks: Readonly<Record<RedactedKind, string>> = { card: "[card]", secret: "[secret]", idNumber: "[id]" };

/**
 * The text with every card number, secret and identity number masked. `carry` is what the conversation's last messages
 * left behind (see split-card.ts): keep what is returned and hand it in with the next message.
 */
export const redact = (text: string, carry: Carry = emptyCarry): Redacted => {
	const runs = digitRuns(text);
	const whole = [...findIdNumbers(text, runs), ...findCards(text, runs), ...findSecrets(text)];
	const found = [...whole, ...findCardsInPieces(text, runs, whole)];
	const split = findSplitCard({ text, runs, found }, carry);
	const spans = merge([...found, ...split.spans]);
	const kinds = [...new Set(spans.map(({ kind }) => kind))];
	// The brand exists in types only; this is the one place that may give it.
	return { text: mask(text, spans) as SafeText, kinds, carry: split.carry };
};

/** In order, overlapping ones joined under the kind of the first. */
const merge = (spans: readonly Span[]): readonly Span[] => {
	const merged: Span[] = [];
	for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
		const last = merged.at(-1);
		if (last === undefined || span.start >= last.end) merged.push(span);
		else merged[merged.length - 1] = { ...last, end: Math.max(last.end, span.end) };
	}
	return merged;
};

const mask = (text: string, spans: readonly Span[]): string => {
	const parts: string[] = [];
	let from = 0;
	for (const { kind, start, end } of spans) {
		parts.push(text.slice(from, start), masks[kind]);
		from = end;
	}
	return parts.join("") + text.slice(from);
};
