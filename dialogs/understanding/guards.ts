// What must never be missed, found by rule beside the classifier: asking for a person, a terminal that smokes,
// unsafe wishes, injected orders, anger.

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

type Place = { readonly start: number; readonly end: number; readonly of: number };

/** What asks, and where in its sentence it must stand to do so: 好了没 asks, 好了没多久又断 does not, nor does 连不上怎么办. */
const questions: Readonly<Record<string, (place: Place) => boolean>> = {
	asking: () => true,
	askingAtEnd: ({ end, of }) => end === of,
	askingAlone: ({ start, end, of }) => start === 0 && end === of,
};

export const createAsks = (tree: Tree): Asks => {
	const findSpans = createFindSpans(tree, (concept) => (concept in questions ? concept : null));
	const isQuestion = (sentence: Sentence): boolean =>
		findSpans(sentence).some(({ concept, start, end }) => questions[concept]?.({ start, end, of: sentence.length }));
	return (text, sentences) => questionMark.test(text) || sentences.some(isQuestion);
};

/** "And 97?" is 97呢. */
const questionMark = /\?|\d呢$/u;

/** `quotesScreen`: it tells what the screen says, which terminals write in capitals. `isGlad`: it is a yes, a thank-you or good news. */
type Tone = { readonly quotesScreen: boolean; readonly isGlad: boolean };

/** Shouting: capitals throughout, a furious face, or a row of exclamation marks that is not for joy. Reads the text as it was written. */
export const isShouting = (written: string, { quotesScreen, isGlad }: Tone): boolean => {
	if (/[\u{1F621}\u{1F92C}\u{1F620}]/u.test(written)) return true;
	if (!isGlad && /[!！]{3,}/u.test(written)) return true;
	const capitals = written.match(/[A-Z]/gu)?.length ?? 0;
	const least = quotesScreen ? longestOnScreen : minShouted;
	if (capitals < least * throughout) return false;
	const letters = written.match(/[a-z]/giu)?.length ?? 0;
	return letters >= least && capitals / letters > throughout;
};

/** Fewer letters are a code or a name. */
const minShouted = 12;

/** More letters than a screen shows at once. */
const longestOnScreen = 40;

/** Capitals throughout are this share of the letters. */
const throughout = 0.8;
