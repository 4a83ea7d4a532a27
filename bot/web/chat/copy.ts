// The web chat's own words in both languages. A five-line lookup: i18next would cost a third of the size budget.

import en from "../../../locales/en/web.json" with { type: "json" };
import { type Language, languages } from "../../../locales/languages.ts";
import zhCN from "../../../locales/zh-CN/web.json" with { type: "json" };

export type WebKey = keyof typeof en;

const copy: Readonly<Record<Language, Readonly<Record<WebKey, string>>>> = { "zh-CN": zhCN, en };

/** A sentence of the web chat. */
export const say = (language: Language, key: WebKey, params: Readonly<Record<string, string | number>> = {}): string =>
	copy[language][key].replace(/\{\{(\w+)\}\}/g, (hole, name: string) => {
		const value = params[name];
		return typeof value === "number" ? new Intl.NumberFormat(language).format(value) : (value ?? hole);
	});

/** The language after this one, for a button that goes round. */
export const nextLanguage = (language: Language): Language => languages[(languages.indexOf(language) + 1) % languages.length] ?? language;

/** Which language to mark a person's own words with, so that a screen reader picks the right voice. */
export const writtenLanguage = (text: string, otherwise: Language): Language => {
	if (/\p{Script=Han}/u.test(text)) return "zh-CN";
	return /\p{Script=Latin}/u.test(text) ? "en" : otherwise;
};
