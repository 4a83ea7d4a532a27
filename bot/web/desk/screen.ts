// What is on the screen: the queue, and beside it the chosen case.

import type { CaseView, CauseChoice, Me, Queue } from "../../desks/desk-api.ts";
import { element } from "../shared/element.ts";
import type { Alert } from "./alert.ts";
import type { Answer, Api } from "./api.ts";
import type { CasePage } from "./case-page.ts";
import type { DeskKey, Words } from "./copy.ts";
import type { Kept } from "./kept.ts";
import { showQueue } from "./queue-view.ts";

type ScreenDeps = {
	readonly api: Api;
	readonly words: Words;
	readonly me: Me;
	readonly alert: Alert;
	readonly kept: Kept;
	connected(isOpen: boolean): void;
	/** Says something once, where it is seen and read aloud. */
	tell(notice: string): void;
	/** The same, for screen readers only. */
	announce(text: string): void;
};

export type Screen = ScreenDeps & {
	readonly element: HTMLElement;
	readonly list: HTMLElement;
	readonly place: HTMLElement;
	queue: Queue | null;
	causes: readonly CauseChoice[];
	page: CasePage | null;
};

/** An empty screen. */
export const createScreen = (deps: ScreenDeps): Screen => {
	const list = element("div", { class: "cases" });
	const place = element("div", { class: "place" });
	const heading = element("h2", { id: "queueHeading" }, deps.words.say("queue.heading"));
	const queue = element("nav", { class: "queue", "aria-labelledby": "queueHeading" }, heading, list);
	return { ...deps, element: element("main", { class: "work" }, queue, place), list, place, queue: null, causes: [], page: null };
};

/** Draws the queue as it is known; `select` is what a click on a case does. */
export const drawQueue = (screen: Screen, select: (reference: string) => void): void => {
	const { element, list, words, queue, kept } = screen;
	element.classList.toggle("hasCase", kept.selected !== null);
	if (queue !== null) showQueue(list, words, { queue, selected: kept.selected, unread: kept.unread, now: Date.now(), select });
};

/** The chosen case, also in the page's address, so that a reload comes back to it. */
export const choose = ({ kept }: Screen, reference: string | null): void => {
	kept.selected = reference;
	history.replaceState(null, "", reference === null ? location.pathname : `#${reference}`);
};

/** Nothing chosen. */
export const clearCase = (screen: Screen): void => {
	choose(screen, null);
	screen.page = null;
	screen.place.replaceChildren(element("p", { class: "choose" }, screen.words.say("case.choose")));
};

/** Says why something was refused; a case that is gone leaves the screen. */
export const explain = (screen: Screen, answer: Exclude<Answer<unknown>, { kind: "ok" }>): void => {
	const status = answer.kind === "refused" ? answer.status : null;
	// The page that asks to sign in again has said so already.
	if (status === 401) return;
	if (status === 404) clearCase(screen);
	screen.tell(screen.words.say(refusals.find((each) => each.status === status)?.key ?? "notice.failed"));
};

const refusals: readonly { readonly status: number; readonly key: DeskKey }[] = [
	{ status: 404, key: "notice.gone" },
	{ status: 409, key: "notice.taken" },
];

/** The row of the queue for a case. */
export const rowOf = (screen: Screen, reference: string): CaseView | Queue["cases"][number] | undefined =>
	screen.queue?.cases.find((each) => each.reference === reference);
