// A merchant who answers truthfully by looking at the terminal, tries what is asked, and says how it went.

import type { RepairId } from "../../dialogs/knowledge/repairs.ts";
import type { Chat, Said } from "./chat.ts";

export type Truth = {
	/** What the merchant sees, where it differs from the plain case below; "unknown" is an answer too. */
	readonly answers: Readonly<Record<string, string>>;
	/** Repairs that work. */
	readonly fixedBy: readonly RepairId[];
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

const mostTurns = 40;

/** Goes along until the bot stops asking. Returns every message of the bot on the way, the last one included. */
export const goAlong = (chat: Chat, truth: Truth): readonly Said[] => {
	const heard: Said[] = [...chat.last()];
	for (let turn = 0; turn < mostTurns; turn += 1) {
		const choice = answerTo(chat.lastSaid(), truth);
		if (choice === null) return heard;
		heard.push(...chat.pick(choice));
	}
	throw new Error(`no end after ${mostTurns} turns:\n${chat.transcript()}`);
};

const answerTo = ({ kind, id = "", choices = [] }: Said, truth: Truth): string | null => {
	const isOffered = (choice: string | undefined) => choices.some((offered) => offered.id === choice);
	if (isOffered("noCode")) return "noCode";
	if (kind === "repair") return truth.fixedBy.some((repair) => repair === id) ? "fixed" : "notFixed";
	if (kind === "solved" && isOffered("goOn")) return "goOn";
	if (kind !== "question" && kind !== "gate") return null;
	const answer = truth.answers[id] ?? plain[id];
	return answer !== undefined && isOffered(answer) ? answer : "unknown";
};
