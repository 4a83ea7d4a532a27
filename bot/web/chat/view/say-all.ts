// Puts the page's own words into its HTML: elements name their sentence in data-say attributes.

import type { Language } from "../../../../locales/languages.ts";
import { say, type WebKey } from "../copy.ts";

/** Says the whole page in a language; can be done again at any time. */
export const sayAll = (language: Language): void => {
	document.documentElement.lang = language;
	document.title = say(language, "title");
	for (const found of document.querySelectorAll<HTMLElement>("[data-say],[data-say-label],[data-say-placeholder],[data-say-alt]")) {
		const { say: text, sayLabel, sayPlaceholder, sayAlt } = found.dataset;
		// The HTML of this very build names them; a wrong one shows at once.
		const of = (key: string) => say(language, key as WebKey);
		if (text !== undefined) found.textContent = of(text);
		if (sayLabel !== undefined) found.setAttribute("aria-label", of(sayLabel));
		if (sayLabel !== undefined && found instanceof HTMLButtonElement) found.title = of(sayLabel);
		if (sayPlaceholder !== undefined) found.setAttribute("placeholder", of(sayPlaceholder));
		if (sayAlt !== undefined) found.setAttribute("alt", of(sayAlt));
	}
};
