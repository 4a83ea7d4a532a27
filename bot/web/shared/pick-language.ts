// Which language to greet a visitor in.

import { type Language, languages } from "../../../locales/languages.ts";

/** The first wanted language that Relink speaks; every Chinese is served in the Chinese there is, any other language in English. */
export const pickLanguage = (wanted: readonly (string | null | undefined)[]): Language => {
	for (const tag of wanted) {
		const found = languages.find((language) => tag?.toLowerCase().split("-")[0] === language.split("-")[0]);
		if (found !== undefined) return found;
	}
	return "en";
};
