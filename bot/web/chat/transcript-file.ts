// The conversation as a text file, for the merchant to keep or to send on.

import type { Language } from "../../../locales/languages.ts";
import { say } from "./copy.ts";
import { plainText } from "./person.ts";
import type { Line } from "./transcript.ts";

/** The text of the file. */
export const transcriptText = (lines: readonly Line[], language: Language): string => {
	const format = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" });
	const caseId = lines.map((line) => line.relink?.case).find((id) => typeof id === "string");
	const heading = [say(language, "title"), caseId].filter(Boolean).join(" ");
	return [heading, ...lines.map((line) => lineText(line, language, format))].join("\n\n").concat("\n");
};

const lineText = (line: Line, language: Language, format: Intl.DateTimeFormat): string => {
	const names = { merchant: say(language, "you"), bot: say(language, "bot"), agent: line.authorName ?? say(language, "agent") };
	const time = line.at === null ? "" : `[${format.format(line.at)}] `;
	const pictures = line.pictures.map(() => `(${say(language, "photo")})`);
	const words = line.author === "bot" ? plainText(line.text) : line.text;
	return `${time}${names[line.author]}\n${[...pictures, words].filter(Boolean).join("\n")}`;
};

/** Hands the file to the browser's downloads. */
export const saveTextFile = (name: string, text: string): void => {
	const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
	const link = document.createElement("a");
	link.href = url;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
