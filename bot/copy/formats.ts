// How values look inside sentences. The only place where a number, a date or a list becomes text.

import type { Language } from "../../locales/languages.ts";

type Format = (value: unknown, language: Language) => string;

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);

/** A formatter of Intl costs as much to make as hundreds of uses of it. */
const oncePerLanguage = <T>(make: (language: Language) => T): ((language: Language) => T) => {
	const made = new Map<Language, T>();
	return (language) => {
		const known = made.get(language) ?? make(language);
		made.set(language, known);
		return known;
	};
};

/** i18next formatters by the name used in copy: `{{asOf, time}}`. Instants are epoch milliseconds, shown in the merchant's time zone. */
export const createFormats = (timeZone: string): Readonly<Record<string, Format>> => {
	const instant = (options: Intl.DateTimeFormatOptions): Format => {
		const format = oncePerLanguage((language) => new Intl.DateTimeFormat(language, { timeZone, ...options }));
		return (value, language) => format(language).format(Number(value));
	};
	const number = oncePerLanguage((language) => new Intl.NumberFormat(language));
	const list = oncePerLanguage((language) => new Intl.ListFormat(language, { type: "conjunction" }));
	return {
		time: instant({ hour: "2-digit", minute: "2-digit", hour12: false }),
		dateTime: instant({ month: "short", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit", hour12: false }),
		number: (value, language) => number(language).format(Number(value)),
		list: (value, language) => list(language).format(texts(value)),
		lines: (value) =>
			texts(value)
				.map((line) => `\n- ${line}`)
				.join(""),
	};
};
