// What is known about a case before anybody asks again: facts with their source, likely causes with reasons, steps tried.

import type { CaseView, CauseView } from "../../desks/desk-api.ts";
import { element } from "../shared/element.ts";
import type { DeskKey, Words } from "./copy.ts";
import { backOfficeLine } from "./format.ts";

const chances: readonly { readonly from: number; readonly key: DeskKey }[] = [
	{ from: 0.85, key: "probability.certain" },
	{ from: 0.55, key: "probability.likely" },
	{ from: 0.3, key: "probability.even" },
	{ from: 0.1, key: "probability.possible" },
	{ from: 0, key: "probability.unlikely" },
];

const shownCauses = 5;

/** The summary's column. */
export const summaryView = (words: Words, shown: CaseView): HTMLElement => {
	const { say } = words;
	return element(
		"section",
		{ class: "summary", "aria-label": say("case.summary"), tabindex: "0" },
		element("h3", {}, say("case.summary")),
		facts(words, shown),
		element("h4", {}, say("case.evidence")),
		list(
			shown.evidence.map(({ text, source }) => [text, element("span", { class: `source ${source}` }, say(`source.${source}`))]),
			say("case.noEvidence"),
		),
		element("h4", {}, say("case.steps")),
		list(
			shown.steps.map(({ text, outcome }) => [text, element("span", { class: `outcome ${outcome}` }, say(`outcome.${outcome}`))]),
			say("case.noSteps"),
		),
		element("h4", {}, say("case.causes")),
		shown.causes.length === 0
			? element("p", { class: "empty" }, say("case.noCauses"))
			: element("ol", { class: "causes" }, ...shown.causes.slice(0, shownCauses).map((each) => cause(words, each))),
	);
};

const facts = (words: Words, { reason, language, identifiers, backOffice, closedWith }: CaseView): HTMLElement => {
	const { say } = words;
	const rows: readonly (readonly [DeskKey, string | null | undefined])[] = [
		["case.reason", say(`reason.${reason}`)],
		["case.merchantLanguage", say(`languages.${language}`)],
		["case.backOfficeThen", backOffice && backOfficeLine(backOffice, Date.now(), words)],
		["case.merchantNumber", identifiers.merchantNumber],
		["case.terminalNumber", identifiers.terminalNumber],
		["case.serial", identifiers.serial],
	];
	const shown = rows.flatMap(([key, value]) => (value ? [element("dt", {}, say(key)), element("dd", {}, value)] : []));
	const closed = closedWith === null ? [] : [element("p", { class: "closedWith" }, say("case.closedWith", { cause: closedWith }))];
	return element("div", {}, ...closed, element("dl", {}, ...shown));
};

const list = (items: readonly (readonly (Node | string)[])[], nothing: string): HTMLElement =>
	items.length === 0
		? element("p", { class: "empty" }, nothing)
		: element("ul", { class: "facts" }, ...items.map((item) => element("li", { class: "fact" }, ...item)));

const cause = ({ say }: Words, { name, probability, owner, because, despite }: CauseView): HTMLElement => {
	const chance = chances.find(({ from }) => probability >= from)?.key ?? "probability.unlikely";
	const meter = element("meter", { min: "0", max: "1", value: probability.toFixed(2), "aria-label": name }, say(chance));
	return element(
		"li",
		{ class: "likely" },
		element("p", { class: "name" }, element("b", {}, name), element("span", { class: "chance" }, meter, say(chance))),
		...reasons(say("case.because"), because),
		...reasons(say("case.despite"), despite),
		element("p", { class: "owner" }, say("case.owner", { owner: say(`owner.${owner}`) })),
	);
};

const reasons = (label: string, items: readonly string[]): readonly HTMLElement[] =>
	items.length === 0
		? []
		: [
				element(
					"div",
					{ class: "reasons" },
					element("span", {}, label),
					element("ul", {}, ...items.map((item) => element("li", {}, item))),
				),
			];
