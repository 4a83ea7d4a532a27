// The head of a case: which one it is and what its agent can do with it now.

import type { CaseView, CauseChoice } from "../../desks/desk-api.ts";
import { element } from "../shared/element.ts";
import type { DeskKey, Words } from "./copy.ts";
import { openDialog } from "./dialog.ts";

export type CaseSteps = {
	accept(): void;
	giveBack(): void;
	requeue(): void;
	/** Resolves with what to say when it did not work. */
	close(cause: string): Promise<string | null>;
	/** Back to the list, where the screen shows one thing at a time. */
	leave(): void;
};

type Deps = {
	readonly words: Words;
	readonly shown: CaseView;
	readonly causes: readonly CauseChoice[];
	readonly isLead: boolean;
	readonly steps: CaseSteps;
};

/** Name, standing and buttons. */
export const caseHead = (deps: Deps): HTMLElement => {
	const { words, shown, steps } = deps;
	const back = button(words, "case.back", steps.leave);
	back.classList.add("leave");
	return element(
		"header",
		{ class: "caseHead" },
		back,
		element("h2", { tabindex: "-1" }, shown.reference),
		element("p", { class: "standing" }, standing(words, shown)),
		element("div", { class: "row" }, ...buttons(deps)),
	);
};

const standing = ({ say }: Words, { status, own, agentName }: CaseView): string => {
	if (status === "resolved") return say("case.ended");
	if (status === "waiting") return say("case.waits");
	return own ? "" : say("case.others", { name: agentName ?? "" });
};

const buttons = (deps: Deps): readonly HTMLElement[] => {
	const { words, shown, isLead, steps } = deps;
	if (shown.status === "waiting") return [main(button(words, "action.accept", steps.accept))];
	if (shown.status === "resolved") return [];
	const requeue = button(words, "action.requeue", steps.requeue);
	if (!shown.own) return isLead ? [requeue] : [];
	return [button(words, "action.return", steps.giveBack), requeue, button(words, "action.close", () => askCause(deps))];
};

const button = ({ say }: Words, key: DeskKey, click: () => void): HTMLButtonElement => {
	const made = element("button", { type: "button" }, say(key));
	made.addEventListener("click", click);
	return made;
};

const main = (made: HTMLButtonElement): HTMLButtonElement => {
	made.classList.add("main");
	return made;
};

const askCause = ({ words, shown, causes, steps }: Deps): void => {
	const { say } = words;
	const group = (key: DeskKey, members: readonly CauseChoice[]) =>
		element("optgroup", { label: say(key) }, ...members.map(({ id, name }) => element("option", { value: id }, name)));
	const likely = shown.causes.length === 0 ? [] : [group("close.likely", shown.causes)];
	const select = element(
		"select",
		{ required: "" },
		element("option", { value: "" }, say("close.choose")),
		...likely,
		group("close.all", causes),
	);
	openDialog({
		words,
		heading: say("close.heading", { reference: shown.reference }),
		body: [element("label", {}, element("span", {}, say("close.cause")), select), element("p", { class: "hint" }, say("close.why"))],
		confirm: say("action.close"),
		submit: () => steps.close(select.value),
	});
};
