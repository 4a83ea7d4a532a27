// One message of the conversation, as an element that keeps itself up to date.

import type { Language } from "../../../../locales/languages.ts";
import { element } from "../../shared/element.ts";
import { renderMarkdown } from "../../shared/render-markdown.ts";
import { say, writtenLanguage } from "../copy.ts";
import type { Line } from "../transcript.ts";

export type MessageActions = { readonly retry: (key: string) => void; readonly discard: (key: string) => void };

export type MessageElement = { readonly root: HTMLElement; update(line: Line, language: Language, progress: number | null): void };

/** Makes the element of a line. Its words stay what they were, unless the server kept fewer of them: no card numbers. */
export const messageElement = (line: Line, language: Language, actions: MessageActions): MessageElement => {
	const who = element("p", { class: "who" });
	const delivery = element("p", { class: "delivery", "aria-live": "off" });
	let said = bubble(line, language);
	let text = line.text;
	let shown = "";
	const root = element("article", { class: "message" }, who, said, delivery);
	const update: MessageElement["update"] = (now, spoken, progress) => {
		const state = [now.delivery, now.at, now.text, spoken, progress].join("|");
		if (state === shown) return;
		shown = state;
		root.className = `message ${now.author} ${now.delivery}`;
		who.textContent = heading(now, spoken);
		who.lang = spoken;
		delivery.lang = spoken;
		delivery.replaceChildren(...deliveryNodes(now, spoken, { ...actions, progress }));
		if (now.text === text) return;
		text = now.text;
		const kept = bubble(now, spoken);
		said.replaceWith(kept);
		said = kept;
	};
	update(line, language, null);
	return { root, update };
};

const heading = (line: Line, language: Language): string => {
	const name = line.author === "merchant" ? say(language, "you") : line.author === "bot" ? say(language, "bot") : line.authorName;
	const time = line.at === null ? "" : new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }).format(line.at);
	return [name ?? say(language, "agent"), time].filter(Boolean).join(" · ");
};

/** The bot's reviewed copy is Markdown; what people write is shown as they wrote it. */
const bubble = (line: Line, language: Language): HTMLElement => {
	const words = line.author === "bot" ? botWords(line) : line.text === "" ? [] : [element("p", {}, line.text)];
	const pictures = line.pictures.flatMap((picture) => pictureNodes(picture.url, language));
	return element("div", { class: "bubble", lang: line.language }, ...stepNodes(line), ...pictures, ...words);
};

/** A greeting may be in two languages: what is in the other one says so. */
const botWords = (line: Line): readonly HTMLElement[] => {
	const blocks = renderMarkdown(line.text);
	for (const block of blocks) {
		const language = writtenLanguage(block.textContent ?? "", line.language);
		if (language !== line.language) block.lang = language;
	}
	return blocks;
};

const stepNodes = ({ relink, language }: Line): readonly Node[] => {
	if (relink === null || relink.step === null) return [];
	const { number, of } = relink.step;
	const bar = element("progress", { max: String(of), value: String(number), "aria-hidden": "true" });
	return [element("p", { class: "step" }, say(language, "step", { number, of }), bar)];
};

/** Only pictures from our own server, or still on the device. */
const pictureNodes = (url: string, language: Language): readonly Node[] => {
	const path = url.startsWith("data:image/jpeg") ? url : ownPath(url);
	return path === null ? [] : [element("img", { src: path, alt: say(language, "photo") })];
};

/** The path alone: the server may know itself by another address than the page does. */
const ownPath = (url: string): string | null => /^(?:https?:\/\/[^/?#]+)?(\/v3\/directline\/attachments\/[\w./-]+)$/.exec(url)?.[1] ?? null;

type DeliveryActions = MessageActions & { readonly progress: number | null };

const deliveryNodes = (line: Line, language: Language, { retry, discard, progress }: DeliveryActions): readonly (Node | string)[] => {
	const button = (key: "retry" | "discard", act: (key: string) => void) => {
		const made = element("button", { type: "button", class: "quiet" }, say(language, key));
		made.addEventListener("click", () => act(line.key));
		return made;
	};
	switch (line.delivery) {
		case "sent":
			return [];
		case "sending":
			return [progress === null ? say(language, "sending") : say(language, "photoSending", { percent: percent(language, progress) })];
		case "waiting":
			return [say(language, "waitingToSend"), " ", button("retry", retry)];
		case "refused":
			return [say(language, "notSent"), " ", button("retry", retry), button("discard", discard)];
	}
};

const percent = (language: Language, part: number): string => new Intl.NumberFormat(language, { style: "percent" }).format(part);
