// A merchant who answers truthfully by looking at the terminal, tries what is asked, and says how it went.

import { catalogue } from "../../dialogs/knowledge/catalogue.ts";
import type { CauseId } from "../../dialogs/knowledge/causes.ts";
import type { RepairId } from "../../dialogs/knowledge/repairs.ts";
import type { Chat, Said } from "./chat.ts";

export type Truth = {
	/** What the merchant sees, where it differs from the plain case below; "unknown" is an answer too. */
	readonly answers: Readonly<Record<string, string>>;
	/** Repairs that work. */
	readonly fixedBy: readonly RepairId[];
	/** What the screen shows, typed when the bot asks for it. */
	readonly code?: string;
};

/** What most merchants see: a terminal on Wi-Fi that worked yesterday and today says, in words, that it cannot connect. */
const plain: Readonly<Record<string, string>> = {
	scope: "one",
	message: "textOnly",
	connectionType: "wifi",
	signalIcon: "full",
	otherDevices: "yes",
	onset: "sudden",
	recentChange: "nothing",
	restarted: "no",
	pendingOffline: "none",
	retryCharge: "none",
	hotspot: "cannotTry",
	routerLights: "normal",
	physical: "fine",
	deviceState: "normal",
	signedIn: "yes",
	firstUse: "workedBefore",
	slipName: "yes",
	paymentTypes: "allFail",
	customerSide: "all",
	networkOwner: "own",
	sim: "fine",
	moved: "no",
	login: "yes",
	timeOfDay: "any",
	clock: "right",
	till: "standalone",
};

/** What a merchant with this cause most often sees, and the repairs that mostly help. */
export const truthOf = (cause: CauseId): Truth => ({
	answers: Object.fromEntries(
		catalogue.questions.flatMap(({ id, answers, likelihood }) => {
			const row = likelihood?.[cause] ?? [];
			const answer = answers[row.indexOf(Math.max(...row))];
			return answer === undefined ? [] : [[id, answer]];
		}),
	),
	fixedBy: catalogue.repairs.flatMap(({ id, fixes }) => ((fixes[cause] ?? 0) >= 0.5 ? [id] : [])),
});

const mostTurns = 40;

/** Goes along until the bot stops asking, or is about to be answered about `until`. Returns every message of the bot on the way, the last one included. */
export const goAlong = (chat: Chat, truth: Truth, until?: string): readonly Said[] => {
	const heard: Said[] = [...chat.last()];
	for (let turn = 0; turn < mostTurns; turn += 1) {
		const said = chat.lastSaid();
		if (until !== undefined && said.id === until) return heard;
		if (isOffered(said, "noCode") && truth.code !== undefined) {
			heard.push(...chat.say(truth.code));
			continue;
		}
		const choice = answerTo(said, truth);
		if (choice === null) return heard;
		heard.push(...chat.pick(choice));
	}
	throw new Error(`no end after ${mostTurns} turns:\n${chat.transcript()}`);
};

const isOffered = ({ choices = [] }: Said, choice: string | undefined): boolean => choices.some(({ id }) => id === choice);

const answerTo = (said: Said, truth: Truth): string | null => {
	const { kind, id = "" } = said;
	if (isOffered(said, "noCode")) return "noCode";
	// An answer to a question is not yet a terminal that works: this merchant goes on to have it looked at.
	if (isOffered(said, "problem")) return "problem";
	if (kind === "faq") return "notHelped";
	if (kind === "repair") return truth.fixedBy.some((repair) => repair === id) ? "fixed" : "notFixed";
	if (kind === "solved" && isOffered(said, "goOn")) return "goOn";
	if (kind !== "question" && kind !== "gate") return null;
	const answer = truth.answers[id] ?? plain[id];
	return isOffered(said, answer) ? (answer ?? "unknown") : "unknown";
};
