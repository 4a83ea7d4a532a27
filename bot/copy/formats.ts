// How values look inside sentences. The only place where a number, a date or a list becomes text.

import type { Language } from "../../locales/languages.ts";

type Format = (value: unknown, language: Language) => string;

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);

/** i18next formatters by the name used in copy: `{{asOf, time}}`. Instants are epoch milliseconds, shown in the merchant's time zone. */
export const createFormats = (timeZone: string): Readonly<Record<string, Format>> => {
	const instant =
		(options: Intl.DateTimeFormatOptions): Format =>
		(value, language) =>
			new Intl.DateTimeFormat(language, { timeZone, ...options }).format(Number(value));
	return {
		time: instant({ hour: "2-digit", minute: "2-digit", hour12: false }),
		dateTime: instant({ month: "short", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit", hour12: false }),
		number: (value, language) => new Intl.NumberFormat(language).format(Number(value)),
		list: (value, language) => new Intl.ListFormat(language, { type: "conjunction" }).format(texts(value)),
		lines: (value) =>
			texts(value)
				.map((line) => `\n- ${line}`)
				.join(""),
	};
};
