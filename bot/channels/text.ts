// What a channel does to words before anybody reads them: nothing that changes them, only what makes them storable and bounded.

/** Unicode characters in one message. */
export const maxTextLength = 2_000;

/** Databases refuse NUL and half surrogate pairs. */
export const clean = (text: string): string => text.replaceAll("\0", "").toWellFormed();

/** Ids and names are kept as they came: one that would have to be cleaned first is not taken. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes("\0");

/** Whether the text has more characters than a message may have. */
export const isTooLong = (text: string): boolean => text.length > maxTextLength && [...text].length > maxTextLength;

/** The beginning of a text that is too long. Digits at the cut go too: half a card number would not be known as one. */
export const cut = (text: string): string =>
	isTooLong(text)
		? [...text]
				.slice(0, maxTextLength)
				.join("")
				.replace(/[\p{Nd}\s-]+$/u, "")
		: text;
