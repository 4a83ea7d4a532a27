// "What does error 96 mean?": a code that is asked about is explained, and opens no case by itself.

import type { ConversationState, Event, Reply } from "../conversation.ts";
import type { FlowDeps } from "./flow-deps.ts";

type MerchantSaid = Extract<Event, { kind: "merchantSaid" }>;

/** The code asked about, or null. Where the screen's code was asked for, it is an answer. */
export const codeAskedAbout = ({ live }: ConversationState, { understanding }: MerchantSaid): string | null => {
	const { code, asks, evidence, intent } = understanding;
	const isAboutCodes = intent.id === "faq.error-codes" && intent.verdict === "sure";
	if (evidence.some(({ question }) => question !== "message")) return null;
	return isAboutCodes || (asks && live?.reply.id !== "message" && intent.verdict !== "sure") ? code : null;
};

/** What the code means, or null for one that nobody here knows. */
export const codeReply = ({ diagnosis }: FlowDeps, code: string): Reply | null => {
	const known = diagnosis.code(code);
	if (known === null) return null;
	const { layer, causes } = known;
	const [cause] = causes;
	const reply = { kind: "faq", id: "error-codes" } as const;
	if (layer !== "reachedHost") return { ...reply, key: `flows.code.${layer}`, params: { code } };
	if (cause === undefined) return { ...reply, key: "flows.code.unlisted", params: { code } };
	return { ...reply, key: "flows.code.reachedHost", params: { code, cause: { key: `causes.${cause}.name` } } };
};
