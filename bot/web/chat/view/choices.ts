// The answers to the live step, as buttons. The group stays in place: when a picked button goes, focus rests on the group.

import type { Language } from "../../../../locales/languages.ts";
import { byId, element } from "../../shared/element.ts";
import type { Choice } from "../activity.ts";
import type { LiveStep } from "../transcript.ts";

export interface ChoicesView {
	show(step: LiveStep | null, language: Language): void;
}

/** Ways out that every step has; they stand apart from the answers proper, except one that comes first: it is what is advised. */
const waysOut: ReadonlySet<string> = new Set(["back", "why", "unknown", "dontKnowHow", "leaveQueue", "human"]);

/** `pick` hears the choice and the message it belongs to. */
export const createChoicesView = (pick: (choice: Choice, messageId: string) => void): ChoicesView => {
	const group = byId("choices", HTMLElement);
	let shown = "";
	return {
		show: (step, language) => {
			const id = step?.messageId ?? "";
			if (id === shown) return;
			shown = id;
			const hadFocus = group.contains(document.activeElement);
			group.replaceChildren(...(step === null ? [] : buttons(step, pick)));
			group.lang = language;
			group.hidden = step === null && !hadFocus;
			if (hadFocus) group.focus({ preventScroll: true });
		},
	};
};

const buttons = (step: LiveStep, pick: (choice: Choice, messageId: string) => void): readonly HTMLElement[] =>
	step.choices.map((choice, place) => {
		const isWayOut = place > 0 && waysOut.has(choice.id);
		const made = element("button", { type: "button", class: isWayOut ? "more" : "answer" }, choice.text);
		made.addEventListener("click", () => pick(choice, step.messageId));
		return made;
	});
