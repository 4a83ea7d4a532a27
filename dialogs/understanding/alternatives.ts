// Written forms of a phrase that was taught: "(is|was|) out" is "is out", "was out" and "out"; "<only> one" has any phrase of {only}.

import type { Synonyms } from "./heard.ts";

/** Forms of one phrase at most: more are a mistake of whoever wrote it. */
const maxForms = 5000;

export const alternatives = (phrase: string, synonyms: Synonyms = {}): string[] => {
	const open = phrase.replace(/<(\w+)>/gu, (_, name: string) => `(${synonyms[name]?.join("|") ?? ""})`);
	const forms = spell(open);
	if (forms.length > maxForms) throw new Error(`too many alternatives: ${phrase}`);
	return [...new Set(forms.map((form) => form.replace(/\s+/gu, " ").trim()))].filter((form) => form !== "");
};

/** The innermost choice first, so that choices may hold choices. */
const spell = (phrase: string): string[] => {
	const choice = /\(([^()]*)\)/u.exec(phrase);
	if (choice === null) return [phrase];
	const [before, after] = [phrase.slice(0, choice.index), phrase.slice(choice.index + choice[0].length)];
	const inner = (choice[1] ?? "").split("|");
	if (!/[()]/u.test(before)) {
		const rests = spell(after);
		return inner.flatMap((form) => rests.map((rest) => before + form + rest));
	}
	return inner.flatMap((form) => spell(before + form + after));
};
