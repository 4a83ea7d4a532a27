// The list of cases: who waits longest is first.

import type { Queue, QueueCase } from "../../desks/desk-api.ts";
import { element } from "../shared/element.ts";
import type { DeskKey, Words } from "./copy.ts";
import { backOfficeLine, clock, duration } from "./format.ts";

/** The alarm of bot/promises/promise-watch.ts, for the eye. */
const pressingMs = 2 * 60_000;

type QueueShown = {
	readonly queue: Queue;
	readonly selected: string | null;
	readonly unread: ReadonlySet<string>;
	readonly now: number;
	select(reference: string): void;
};

/** Draws the list anew into its place; keyboard focus stays on the case it was on. */
export const showQueue = (place: HTMLElement, words: Words, shown: QueueShown): void => {
	const focused = document.activeElement?.getAttribute("data-reference");
	const { cases, backOffice } = shown.queue;
	const groups: readonly (readonly [DeskKey, readonly QueueCase[]])[] = [
		["queue.own", cases.filter(({ own }) => own)],
		["queue.waiting", cases.filter(({ status }) => status === "waiting")],
		["queue.others", cases.filter(({ status, own }) => status === "withAgent" && !own)],
	];
	place.replaceChildren(
		element(
			"p",
			{ class: `backOffice ${backOffice.kind}` },
			element("b", {}, words.say("queue.backOffice")),
			element("span", {}, backOfficeLine(backOffice, shown.now, words)),
		),
		...groups.flatMap(([heading, members]) => group(words, heading, members, shown)),
	);
	if (focused) place.querySelector<HTMLElement>(`[data-reference="${CSS.escape(focused)}"]`)?.focus();
};

const group = (words: Words, heading: DeskKey, members: readonly QueueCase[], shown: QueueShown): readonly HTMLElement[] => {
	if (members.length === 0 && heading !== "queue.waiting") return [];
	const count = element("span", { class: "count" }, String(members.length));
	const rows = members.map((each) => element("li", {}, row(words, each, shown)));
	return [
		element("h3", {}, words.say(heading), " ", count),
		rows.length === 0 ? element("p", { class: "empty" }, words.say("queue.empty")) : element("ul", {}, ...rows),
	];
};

/** An answer that was promised by now, or nearly. */
const isPressing = ({ status, answerBy }: QueueCase, now: number): boolean =>
	status === "waiting" && answerBy !== null && answerBy - now < pressingMs;

const row = (words: Words, each: QueueCase, shown: QueueShown): HTMLElement => {
	const { say } = words;
	const { selected, now, select } = shown;
	const button = element("button", { type: "button", class: "case", "data-reference": each.reference, "data-status": each.status });
	if (isPressing(each, now)) button.dataset.pressing = "";
	if (each.reference === selected) button.setAttribute("aria-current", "true");
	button.append(
		element("span", { class: "top" }, element("b", {}, each.reference), element("span", { class: "time" }, time(words, each, now))),
		...(each.topCause === null ? [] : [element("span", { class: "cause" }, each.topCause)]),
		element("span", { class: "reason" }, say(`reason.${each.reason}`)),
		element("span", { class: "marks" }, ...marks(words, each, shown).map((mark) => element("span", { class: "mark" }, mark))),
	);
	button.addEventListener("click", () => select(each.reference));
	return button;
};

const time = (words: Words, { status, openedAt, acceptedAt, agentName, own }: QueueCase, now: number): string => {
	if (status === "waiting") return words.say("queue.waited", { time: duration(now - openedAt, words) });
	if (!own && agentName !== null) return words.say("queue.with", { name: agentName });
	return words.say("queue.since", { time: duration(now - (acceptedAt ?? now), words) });
};

const marks = (words: Words, each: QueueCase, { unread, now }: QueueShown): readonly string[] => [
	...(unread.has(each.reference) ? [words.say("queue.unread")] : []),
	words.say(`languages.${each.language}`),
	...(each.status === "waiting" && each.answerBy !== null ? [words.say("queue.answerBy", { time: clock(each.answerBy, now, words) })] : []),
	...(each.angry ? [words.say("queue.angry")] : []),
	...(each.terminal === null ? [] : [words.say("queue.terminal", { number: each.terminal })]),
];
