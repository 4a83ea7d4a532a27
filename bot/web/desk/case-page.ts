// One case on the screen: head, summary, conversation. It follows the case until another one takes its place.

import type { CaseView, CauseChoice, Me, Transcript } from "../../desks/desk-api.ts";
import { element } from "../shared/element.ts";
import type { Api } from "./api.ts";
import { type CaseSteps, caseHead } from "./case-head.ts";
import { composer } from "./composer.ts";
import type { Words } from "./copy.ts";
import type { Outgoing } from "./outgoing.ts";
import { summaryView } from "./summary-view.ts";
import { createTranscript } from "./transcript-view.ts";

type Deps = {
	readonly api: Api;
	readonly words: Words;
	readonly me: Me;
	readonly shown: CaseView;
	readonly causes: readonly CauseChoice[];
	/** What was being written in each case. */
	readonly drafts: Map<string, string>;
	readonly outgoing: Outgoing;
	readonly steps: CaseSteps;
};

export type CasePage = {
	readonly element: HTMLElement;
	readonly reference: string;
	/** To compare with what the queue says. */
	readonly standing: string;
	readonly isOver: boolean;
	/** Once it is on the screen: the latest message comes into view. */
	scrollToEnd(): void;
	/** Fetches what was said since. */
	refresh(): Promise<void>;
};

/** Status and agent: when they change, the page is drawn anew. */
export const standingOf = ({ status, agentName, own }: Pick<CaseView, "status" | "agentName" | "own">): string =>
	`${status} ${agentName} ${own}`;

/** Draws a case. */
export const createCasePage = (deps: Deps): CasePage => {
	const { api, words, me, shown, outgoing } = deps;
	const transcript = createTranscript(words, me.name);
	transcript.add(shown.transcript);
	const refresh = async (): Promise<void> => {
		const answer = await api.get<Transcript>(`cases/${shown.reference}/messages?after=${transcript.lastSeq()}`);
		if (answer.kind === "ok") transcript.add(answer.body.messages);
	};
	outgoing.watch((pending) => transcript.pending(pending, outgoing.retry));
	const write = shown.own ? [writer(deps)] : [];
	const conversation = element(
		"div",
		{ class: "conversation" },
		element("h3", {}, words.say("case.conversation")),
		transcript.element,
		...write,
	);
	const head = caseHead({ words, shown, causes: deps.causes, isLead: me.role !== "agent", steps: deps.steps });
	return {
		element: element("div", { class: "casePage" }, head, element("div", { class: "columns" }, summaryView(words, shown), conversation)),
		reference: shown.reference,
		standing: standingOf(shown),
		isOver: shown.status === "resolved",
		scrollToEnd: transcript.scrollToEnd,
		refresh,
	};
};

const writer = ({ words, shown, drafts, outgoing }: Deps): HTMLElement =>
	composer({
		words,
		merchantLanguage: shown.language,
		draft: drafts.get(shown.reference) ?? "",
		drafted: (text) => drafts.set(shown.reference, text),
		send: (text) => void outgoing.send(text),
	});
