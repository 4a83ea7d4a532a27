// The list of messages. Each is added once, whole, so that it is announced once; what was said before is not announced.

import type { Language } from "../../../../locales/languages.ts";
import { byId } from "../../shared/element.ts";
import { say } from "../copy.ts";
import type { Line } from "../transcript.ts";
import { type MessageActions, type MessageElement, messageElement } from "./message-element.ts";

/** Who is this near to the end wants to stay there. */
const nearEnd = "0px 0px 140px 0px";

export class LogView {
	private readonly actions: MessageActions;
	private readonly log = byId("log", HTMLElement);
	private readonly end = byId("end", HTMLElement);
	private readonly latest = byId("latest", HTMLButtonElement);
	private readonly elements = new Map<string, MessageElement>();
	private readonly progressOf = new Map<string, number>();
	private added: readonly Line[] = [];
	private isAtEnd = true;
	private missed = 0;

	/** Binds to the page's log. */
	constructor(actions: MessageActions) {
		this.actions = actions;
		this.latest.addEventListener("click", () => this.toEnd());
		const seen = ([entry]: readonly IntersectionObserverEntry[]) => this.sawEnd(entry?.isIntersecting ?? true);
		new IntersectionObserver(seen, { root: byId("scroll", HTMLElement), rootMargin: nearEnd }).observe(this.end);
	}

	show(lines: readonly Line[], language: Language): void {
		const keys = new Set(lines.map((line) => line.key));
		for (const [key, { root }] of this.elements) {
			if (keys.has(key)) continue;
			root.remove();
			this.elements.delete(key);
		}
		this.added = lines.filter((line, index) => this.place(line, index, language));
	}

	/** Goes along with what the last show added, once everything around it has its place. */
	follow(language: Language): void {
		if (this.added.length === 0) return;
		if (this.isAtEnd || this.added.some((line) => line.author === "merchant")) {
			this.toEnd();
			return;
		}
		this.missed += this.added.length;
		this.latest.textContent = say(language, "newMessages", { count: this.missed });
		this.latest.hidden = false;
	}

	/** Stays at the end, when it is there, after something below the messages has changed. */
	stay(): void {
		if (this.isAtEnd) this.end.scrollIntoView({ block: "end" });
	}

	/** How much of a message's photo has left. */
	progress(key: string, part: number): void {
		this.progressOf.set(key, part);
	}

	/** From now on new messages are announced. */
	announce(): void {
		this.log.setAttribute("aria-live", "polite");
	}

	clear(): void {
		this.log.setAttribute("aria-live", "off");
		this.log.replaceChildren();
		this.elements.clear();
	}

	/** True when the line had no element yet. */
	private place(line: Line, index: number, language: Language): boolean {
		const known = this.elements.get(line.key);
		const shown = known ?? messageElement(line, language, this.actions);
		shown.update(line, language, this.progressOf.get(line.key) ?? null);
		if (this.log.children[index] !== shown.root) this.log.insertBefore(shown.root, this.log.children[index] ?? null);
		this.elements.set(line.key, shown);
		return known === undefined;
	}

	private sawEnd(isAtEnd: boolean): void {
		this.isAtEnd = isAtEnd;
		if (isAtEnd) this.missed = 0;
		this.latest.hidden = this.missed === 0;
	}

	private toEnd(): void {
		this.missed = 0;
		this.latest.hidden = true;
		this.end.scrollIntoView({ block: "end" });
	}
}
