// What must never be missed, found by rule beside the classifier: asking for a person, unsafe wishes, injected orders, anger.

import type { Ears } from "./ears.ts";
import type { GuardId } from "./heard.ts";
import { createFindSpans, type Tree } from "./lexicon.ts";
import { createHoldRules } from "./rules.ts";
import type { Sentence } from "./words.ts";

export type FindGuards = (sentences: readonly Sentence[]) => ReadonlySet<GuardId>;

export const createFindGuards = ({ guards }: Ears, tree: Tree): FindGuards => {
	const holdRules = createHoldRules(guards, tree);
	return (sentences) => new Set(sentences.flatMap(holdRules));
};

/** Whether words such as "should I", 要不要 or a question mark make it a question. */
export type Asks = (text: string, sentences: readonly Sentence[]) => boolean;

export const createAsks = (tree: Tree): Asks => {
	const findSpans = createFindSpans(tree, (concept) => (concept === "asking" ? concept : null));
	return (text, sentences) => text.includes("?") || sentences.some((sentence) => findSpans(sentence).length > 0);
};

/** Shouting: capitals throughout, a row of exclamation marks, or a furious face. Reads the text as it was written. */
export const isShouting = (written: string): boolean => {
	if (/[!！]{3,}|[\u{1F621}\u{1F92C}\u{1F620}]/u.test(written)) return true;
	const capitals = written.match(/[A-Z]/gu)?.length ?? 0;
	if (capitals < minShouted * throughout) return false;
	const letters = written.match(/[a-z]/giu)?.length ?? 0;
	return letters >= minShouted && capitals / letters > throughout;
};

/** Fewer letters are a code or a name. */
const minShouted = 12;

/** Capitals throughout are this share of the letters. */
const throughout = 0.8;
