// What stands around the conversation: how the connection is, what went wrong, who is typing, and the way to a person.

import type { Language } from "../../../../locales/languages.ts";
import { byId } from "../../shared/element.ts";
import type { ConnectionState } from "../connection.ts";
import { say, type WebKey } from "../copy.ts";

export interface Notices {
	connection(state: ConnectionState, language: Language): void;
	/** Says what went wrong; null takes it back. */
	alert(text: string | null): void;
	typing(isTyping: boolean): void;
	/** What the queue last said; null when there is none. */
	queue(words: string | null): void;
}

/** A blink of the line is not worth a word. */
const patienceMs = 1_500;
const goodNewsMs = 4_000;

/** Binds to the page's notices. */
export const createNotices = (): Notices => {
	const person = byId("person", HTMLButtonElement);
	const queue = byId("queue", HTMLElement);
	const queueWords = byId("queueWords", HTMLElement);
	return {
		connection: bindConnection(),
		alert: (text) => {
			byId("alert", HTMLElement).textContent = text;
		},
		typing: (isTyping) => {
			byId("typing", HTMLElement).hidden = !isTyping;
		},
		queue: (words) => {
			person.hidden = words !== null;
			queue.hidden = words === null;
			if (queueWords.textContent !== (words ?? "")) queueWords.textContent = words;
		},
	};
};

const bindConnection = (): Notices["connection"] => {
	const words = byId("connectionState", HTMLElement);
	const reconnect = byId("reconnect", HTMLButtonElement);
	let timer: ReturnType<typeof setTimeout> | undefined;
	let shown = "";
	let wasBad = false;

	const put = (text: string) => {
		if (words.textContent !== text) words.textContent = text;
	};
	return (state, language) => {
		if (shown === state + language) return;
		shown = state + language;
		clearTimeout(timer);
		reconnect.hidden = state !== "offline";
		const sayLater = (key: WebKey) => setTimeout(() => put(say(language, key)), patienceMs);
		if (state === "offline") put(say(language, "offline"));
		if (state === "connecting") timer = sayLater("connecting");
		if (state === "online") {
			put(wasBad ? say(language, "backOnline") : "");
			timer = setTimeout(() => put(""), goodNewsMs);
		}
		wasBad = state === "offline" || (wasBad && state === "connecting");
	};
};
