// From what was accepted to the event the flows answer: a merchant's words are understood in the light of the live step.

import type { ConversationState, Event } from "../../dialogs/conversation.ts";
import { type QuestionId, questions } from "../../dialogs/knowledge/questions.ts";
import type { PendingInbound } from "../store/store.ts";
import type { TurnDeps } from "./deps.ts";

type Deps = Pick<TurnDeps, "understand" | "say">;

/** The event, understood. A button that is still offered says more than its words. */
export const hearEvent = (
	{ understand, say }: Deps,
	state: ConversationState,
	{ inbound, entryId }: Pick<PendingInbound, "inbound" | "entryId">,
): Event => {
	if (inbound.kind !== "merchantSaid") return inbound;
	const { text, choice, redacted, attachments, missed = 0 } = inbound;
	const choices = say.choices(state.live, state.language);
	const understanding = understand(text, { language: state.language, choices, question: questionOf(state) });
	const isOffered = choice !== null && choices.some(({ id }) => id === choice);
	return {
		kind: "merchantSaid",
		messageId: entryId ?? "",
		text,
		understanding: isOffered ? { ...understanding, choice } : understanding,
		redacted,
		attachments,
		missed,
	};
};

const questionOf = ({ live }: ConversationState): QuestionId | null => questions.find(({ id }) => id === live?.reply.id)?.id ?? null;
