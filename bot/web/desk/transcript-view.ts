// The conversation as it is in the log, and the agent's messages that are still on their way.

import type { MessageView } from "../../desks/desk-api.ts";
import { element } from "../shared/element.ts";
import type { Words } from "./copy.ts";
import { clock } from "./format.ts";

export type PendingMessage = { readonly key: string; readonly text: string; readonly state: "sending" | "failed" };

type TranscriptView = {
	readonly element: HTMLElement;
	/** The last message shown; ask for what comes after. */
	lastSeq(): number;
	scrollToEnd(): void;
	add(messages: readonly MessageView[]): void;
	pending(messages: readonly PendingMessage[], retry: (key: string) => void): void;
};

/** Closer to the end than this, and new messages are scrolled into view. */
const nearEndPx = 80;

/** A transcript that grows. */
export const createTranscript = (words: Words, ownName: string): TranscriptView => {
	const log = element("div", { class: "log", role: "log", "aria-label": words.say("case.conversation") });
	const unsent = element("div", { class: "unsent" });
	const scroll = element(
		"div",
		{ class: "scroll", tabindex: "0", role: "region", "aria-label": words.say("case.conversation") },
		log,
		unsent,
	);
	let last = 0;
	return {
		element: scroll,
		lastSeq: () => last,
		scrollToEnd: () => scrollToEnd(scroll),
		add: (messages) =>
			keepEnd(scroll, () => {
				const fresh = messages.filter(({ seq }) => seq > last);
				log.append(...fresh.map((each) => message(words, ownName, each)));
				last = Math.max(last, ...fresh.map(({ seq }) => seq));
			}),
		pending: (messages, retry) =>
			keepEnd(scroll, () => unsent.replaceChildren(...messages.map((each) => pendingMessage(words, each, retry)))),
	};
};

const scrollToEnd = (scroll: HTMLElement): void => {
	scroll.scrollTop = scroll.scrollHeight;
};

/** Whoever reads further up is left there. */
const keepEnd = (scroll: HTMLElement, change: () => void): void => {
	const isNearEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < nearEndPx;
	change();
	if (isNearEnd) scrollToEnd(scroll);
};

const message = (words: Words, ownName: string, each: MessageView): HTMLElement => {
	const { author, authorName, at, text, language, attachments } = each;
	const own = author === "agent" && authorName === ownName;
	const name = own ? words.say("author.you") : (authorName ?? words.say(`author.${author}`));
	const links = attachments.filter(({ url }) => isLinkable(url)).map(({ name, url }) => attachment(name, url));
	const missed = attachments.filter(({ url }) => url === "").map(() => element("p", { class: "by" }, words.say("case.photoMissed")));
	return element(
		"article",
		{ class: `message ${author}` },
		element(
			"p",
			{ class: "by" },
			element("b", {}, name),
			" ",
			element("time", { datetime: new Date(at).toISOString() }, clock(at, Date.now(), words)),
		),
		element("p", { class: "text", lang: language }, text),
		...links,
		...missed,
	);
};

/** Photos kept here are shown; of anything elsewhere only a link is, so that the page calls no other site. */
const attachment = (name: string, url: string): HTMLElement => {
	const isOurs = new URL(url, location.href).origin === location.origin;
	const shown = isOurs ? element("img", { src: url, alt: name, loading: "lazy" }) : name;
	return element("p", {}, element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, shown));
};

const isLinkable = (url: string): boolean => {
	if (url === "" || !URL.canParse(url, location.href)) return false;
	return ["http:", "https:"].includes(new URL(url, location.href).protocol);
};

const pendingMessage = ({ say }: Words, { key, text, state }: PendingMessage, retry: (key: string) => void): HTMLElement => {
	const status = element("p", { class: "by" }, say(state === "sending" ? "composer.sending" : "composer.failed"));
	if (state === "failed") {
		const again = element("button", { type: "button" }, say("action.retry"));
		again.addEventListener("click", () => retry(key));
		status.append(" ", again);
	}
	return element("article", { class: `message agent ${state}` }, status, element("p", { class: "text" }, text));
};
