// Which language a merchant names: "English please", 说中文.

import { type Language, languages } from "../../locales/languages.ts";
import { synonymsOf } from "./evidence.ts";
import type { Heard } from "./heard.ts";
import { createFindSpans } from "./lexicon.ts";
import type { Stem } from "./stem.ts";
import type { Sentence } from "./words.ts";

/** The language named last: in "not English, Chinese please" that is the one wanted. */
export const createNameLanguage = (heard: readonly Heard[], stem: Stem): ((sentences: readonly Sentence[]) => Language | null) => {
	const names = heard.flatMap(synonymsOf).filter(([concept]) => languages.some((language) => language === concept));
	const findSpans = createFindSpans(names, stem);
	return (sentences) => {
		const named = sentences.flatMap(findSpans).at(-1)?.concept;
		return languages.find((language) => language === named) ?? null;
	};
};
