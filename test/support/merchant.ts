// A merchant who knows what is the matter with the terminal only by looking: answers truthfully, tries what is asked, and says how it went.

import type { RepairId } from "../../dialogs/knowledge/repairs.ts";
import type { Chat, Said } from "./chat.ts";

export type Truth = {
	/** What the merchant sees when asked; what is not here is answered "I don't know", gates with "none". */
	readonly answers: Readonly<Record<string, string>>;
	/** Repairs that work. */
	readonly fixedBy: readonly RepairId[];
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
	if (kind === "repair") return truth.fixedBy.some((repair) => repair === id) ? "fixed" : "notFixed";
	if (kind === "gate") return truth.answers[id] ?? "none";
	if (kind !== "question") return null;
	const answer = truth.answers[id];
	return answer !== undefined && choices.some((choice) => choice.id === answer) ? answer : "unknown";
};
