// The list of messages. Each is added once, whole, so that it is announced once; what was said before is not announced.

import type { Language } from "../../../../locales/languages.ts";
import { byId } from "../../shared/element.ts";
import { say } from "../copy.ts";
import type { Line } from "../transcript.ts";
import { type MessageActions, type MessageElement, messageElement } from "./message-element.ts";

export interface LogView {
	show(lines: readonly Line[], language: Language): void;
	/** Goes along with what the last show added, once everything around it has its place. */
	follow(language: Language): void;
	/** Stays at the end, when it is there, after something below the messages has changed. */
	stay(): void;
	/** How much of a message's photo has left. */
	progress(key: string, part: number): void;
	/** From now on new messages are announced. */
	announce(): void;
	clear(): void;
}

/** Who is this near to the end wants to stay there. */
const nearEnd = "0px 0px 140px 0px";

/** Binds to the page's log. */
export const createLogView = (actions: MessageActions): LogView => {
	const log = byId("log", HTMLElement);
	const end = byId("end", HTMLElement);
	const latest = byId("latest", HTMLButtonElement);
	const elements = new Map<string, MessageElement>();
	const progress = new Map<string, number>();
	let isAtEnd = true;
	let missed = 0;
	let added: readonly Line[] = [];

	const toEnd = () => {
		missed = 0;
		latest.hidden = true;
		end.scrollIntoView({ block: "end" });
	};
	latest.addEventListener("click", toEnd);
	const watched = ([entry]: readonly IntersectionObserverEntry[]) => {
		isAtEnd = entry?.isIntersecting ?? true;
		if (isAtEnd) missed = 0;
		latest.hidden = missed === 0;
	};
	new IntersectionObserver(watched, { root: byId("scroll", HTMLElement), rootMargin: nearEnd }).observe(end);

	const place = (line: Line, index: number, language: Language): boolean => {
		const known = elements.get(line.key);
		const shown = known ?? messageElement(line, language, actions);
		shown.update(line, language, progress.get(line.key) ?? null);
		if (log.children[index] !== shown.root) log.insertBefore(shown.root, log.children[index] ?? null);
		elements.set(line.key, shown);
		return known === undefined;
	};
	const follow = (language: Language) => {
		if (added.length === 0) return;
		if (isAtEnd || added.some((line) => line.author === "merchant")) {
			toEnd();
			return;
		}
		missed += added.length;
		latest.textContent = say(language, "newMessages", { count: missed });
		latest.hidden = false;
	};

	return {
		show: (lines, language) => {
			const keys = new Set(lines.map((line) => line.key));
			for (const [key, { root }] of elements) {
				if (keys.has(key)) continue;
				root.remove();
				elements.delete(key);
			}
			added = lines.filter((line, index) => place(line, index, language));
		},
		follow,
		stay: () => isAtEnd && end.scrollIntoView({ block: "end" }),
		progress: (key, part) => progress.set(key, part),
		announce: () => log.setAttribute("aria-live", "polite"),
		clear: () => {
			log.setAttribute("aria-live", "off");
			log.replaceChildren();
			elements.clear();
		},
	};
};
