// Which language a merchant names: "English please", 说中文.

import { type Language, languages } from "../../locales/languages.ts";
import { createFindSpans, type Tree } from "./lexicon.ts";
import type { Sentence } from "./words.ts";

/** The language named last: in "not English, Chinese please" that is the one wanted. */
export const createNameLanguage = (tree: Tree): ((sentences: readonly Sentence[]) => Language | null) => {
	const findSpans = createFindSpans(tree, (concept) => (languages.some((language) => language === concept) ? concept : null));
	return (sentences) => {
		const named = sentences.flatMap(findSpans).at(-1)?.concept;
		return languages.find((language) => language === named) ?? null;
	};
};
