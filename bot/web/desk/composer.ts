// Where an agent writes: Enter sends, ready-made replies are inserted in the merchant's language.

import type { Language } from "../../../locales/languages.ts";
import { sendsOn } from "../chat/enter.ts";
import { element } from "../shared/element.ts";
import { cannedReplies, type Words, wordsIn } from "./copy.ts";

type Deps = {
	readonly words: Words;
	readonly merchantLanguage: Language;
	readonly draft: string;
	drafted(text: string): void;
	send(text: string): void;
};

/** The service takes no longer messages. */
const maxLength = 2_000;

/** The form below the transcript. */
export const composer = ({ words, merchantLanguage, draft, drafted, send }: Deps): HTMLElement => {
	const { say } = words;
	const text = element("textarea", { rows: "3", maxlength: String(maxLength), id: "reply", enterkeyhint: "send" });
	text.value = draft;
	const submit = element("button", { type: "submit", class: "main" }, say("action.send"));
	const insert = (added: string): void => {
		text.setRangeText(added, text.selectionStart, text.selectionEnd, "end");
		drafted(text.value);
		text.focus();
	};
	const form = element(
		"form",
		{ class: "composer" },
		element("label", { for: "reply" }, say("composer.label")),
		text,
		element("p", { class: "hint" }, say("composer.hint")),
		element("div", { class: "row" }, canned(words, merchantLanguage, insert), submit),
	);
	text.addEventListener("input", () => drafted(text.value));
	sendFrom(form, text, (written) => {
		drafted("");
		send(written);
	});
	return form;
};

/** By button and by Enter; what is only blank is not sent. */
const sendFrom = (form: HTMLFormElement, text: HTMLTextAreaElement, send: (written: string) => void): void => {
	text.addEventListener("keydown", (press) => {
		if (!sendsOn(press)) return;
		press.preventDefault();
		form.requestSubmit();
	});
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		const written = text.value.trim();
		if (written === "") return;
		text.value = "";
		send(written);
	});
};

/** Buttons, not a select: arrow keys in a select would insert replies while somebody only looks through them. */
const canned = ({ say }: Words, merchantLanguage: Language, insert: (text: string) => void): HTMLElement => {
	const merchant = wordsIn(merchantLanguage);
	const details = element("details", { class: "canned" }, element("summary", {}, say("composer.canned")));
	const items = cannedReplies.map((id) => {
		const text = merchant.say(`canned.${id}.text`);
		const preview = element("span", { lang: merchantLanguage }, text);
		const button = element("button", { type: "button" }, element("b", {}, say(`canned.${id}.title`)), preview);
		button.addEventListener("click", () => {
			details.open = false;
			insert(text);
		});
		return element("li", {}, button);
	});
	details.addEventListener("keydown", ({ key }) => {
		if (key === "Escape") details.open = false;
	});
	details.append(element("ul", {}, ...items));
	return details;
};
