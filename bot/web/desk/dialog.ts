// A form in a dialog of its own: Escape and "cancel" leave it, focus goes back to where it was.

import { element } from "../shared/element.ts";
import type { Words } from "./copy.ts";

type Deps = {
	readonly words: Words;
	readonly heading: string;
	readonly body: readonly (Node | string)[];
	readonly confirm: string;
	/** The sentence to show when it did not work; `null` closes the dialog. */
	submit(): Promise<string | null>;
};

/** Opens the dialog; it removes itself when closed. */
export const openDialog = ({ words, heading, body, confirm, submit }: Deps): void => {
	const problem = element("p", { class: "problem", role: "alert" });
	const cancel = element("button", { type: "button" }, words.say("action.cancel"));
	const confirmButton = element("button", { type: "submit", class: "main" }, confirm);
	const title = element("h2", { id: "dialogTitle" }, heading);
	const form = element("form", { class: "form" }, title, ...body, problem, element("div", { class: "row confirm" }, cancel, confirmButton));
	const dialog = element("dialog", { "aria-labelledby": "dialogTitle" }, form);
	cancel.addEventListener("click", () => dialog.close());
	dialog.addEventListener("close", () => dialog.remove());
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		confirmButton.disabled = true;
		problem.textContent = "";
		const failure = await submit();
		confirmButton.disabled = false;
		if (failure === null) dialog.close();
		else problem.textContent = failure;
	});
	document.body.append(dialog);
	dialog.showModal();
};
