// What the merchant is looking at: a repair, a question, or anything of a troubleshooting at all.

import type { ConversationState } from "../conversation.ts";
import { questions } from "../knowledge/questions.ts";
import { type RepairId, repairs } from "../knowledge/repairs.ts";

export const liveRepair = (state: ConversationState): RepairId | null => repairs.find(({ id }) => id === state.live?.reply.id)?.id ?? null;

/** A question of the catalogue that waits for its answer. */
export const isAtQuestion = ({ live }: ConversationState): boolean =>
	live?.flow === "troubleshoot" && questions.some(({ id }) => id === live.reply.id);

/** Steps were shown, and nobody else has the case. Facts kept beside an answered question are no troubleshooting yet. */
export const isUnderWay = ({ phase, troubleshooting }: ConversationState): boolean =>
	phase === "open" && (troubleshooting?.stepNumber ?? 0) > 0;
