// Choosing a case and working on it.

import type { CaseView, Said } from "../../desks/desk-api.ts";
import type { CaseSteps } from "./case-head.ts";
import { createCasePage } from "./case-page.ts";
import type { DeskKey } from "./copy.ts";
import { createOutgoing, type Outgoing } from "./outgoing.ts";
import { choose, clearCase, drawQueue, explain, type Screen } from "./screen.ts";

/** What gets the keyboard when a case is opened: the reply, or the step that leads to it. */
const firstFocus = [".composer textarea", ".caseHead .main", ".caseHead h2"];

/** Opens a case because the agent chose it. */
const select = async (screen: Screen, reference: string): Promise<void> => {
	await openCase(screen, reference);
	focusCase(screen);
};

/** Fetches a case and shows it, unless another one was chosen meanwhile. */
export const openCase = async (screen: Screen, reference: string): Promise<void> => {
	choose(screen, reference);
	screen.kept.unread.delete(reference);
	redraw(screen);
	const answer = await screen.api.get<CaseView>(`cases/${encodeURIComponent(reference)}`);
	if (screen.kept.selected !== reference) return;
	if (answer.kind === "ok") showCase(screen, answer.body);
	else explain(screen, answer);
	redraw(screen);
};

/** Draws the queue with its cases ready to be chosen. */
export const redraw = (screen: Screen): void => drawQueue(screen, (reference) => void select(screen, reference));

const showCase = (screen: Screen, shown: CaseView): void => {
	const hadFocus = screen.place.contains(document.activeElement);
	const { drafts } = screen.kept;
	screen.page = createCasePage({
		...screen,
		shown,
		drafts,
		outgoing: outgoingOf(screen, shown.reference),
		steps: stepsOf(screen, shown.reference),
	});
	screen.place.replaceChildren(screen.page.element);
	screen.page.scrollToEnd();
	if (hadFocus) focusCase(screen);
};

const focusCase = ({ place }: Screen): void => {
	for (const selector of firstFocus) {
		const found = place.querySelector<HTMLElement>(selector);
		if (found === null) continue;
		found.focus();
		return;
	}
};

const outgoingOf = (screen: Screen, reference: string): Outgoing => {
	const known = screen.kept.outgoing.get(reference);
	if (known !== undefined) return known;
	const sent = ({ redacted }: Said): void => {
		if (redacted.length > 0) screen.tell(screen.words.say("notice.redacted"));
	};
	const made = createOutgoing({ api: screen.api, reference, sent });
	screen.kept.outgoing.set(reference, made);
	return made;
};

const stepsOf = (screen: Screen, reference: string): CaseSteps => ({
	accept: async () => {
		const answer = await screen.api.post(`cases/${reference}/accept`);
		if (answer.kind === "ok") await select(screen, reference);
		else explain(screen, answer);
	},
	giveBack: () => end(screen, reference, { path: "return", notice: "notice.returned" }),
	requeue: () => end(screen, reference, { path: "requeue", notice: "notice.requeued" }),
	close: async (cause) => {
		const answer = await screen.api.post(`cases/${reference}/close`, { cause });
		if (answer.kind !== "ok") return screen.words.say("notice.failed");
		leave(screen, reference, "notice.closed");
		return null;
	},
	leave: () => {
		clearCase(screen);
		redraw(screen);
		screen.list.querySelector<HTMLElement>(`[data-reference="${CSS.escape(reference)}"]`)?.focus();
	},
});

const end = async (screen: Screen, reference: string, step: { readonly path: string; readonly notice: DeskKey }): Promise<void> => {
	const answer = await screen.api.post(`cases/${reference}/${step.path}`);
	if (answer.kind === "ok") leave(screen, reference, step.notice);
	else explain(screen, answer);
};

const leave = (screen: Screen, reference: string, notice: DeskKey): void => {
	clearCase(screen);
	redraw(screen);
	screen.tell(screen.words.say(notice, { reference }));
};
