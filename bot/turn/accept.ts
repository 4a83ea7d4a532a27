// The door: the merchant's words are redacted before anything else sees them; what comes out of here may be written down.

import { createHash } from "node:crypto";
import { redact } from "../../dialogs/privacy/redact.ts";
import type { SafeText } from "../../dialogs/privacy/safe-text.ts";
import type { Instant } from "../../dialogs/status/report.ts";
import type { Conversation, Inbound, LogEntry, NewInbound } from "../store/store.ts";
import type { Say } from "./say.ts";

/** A message as its channel delivered it. Nothing keeps its text. */
export type IncomingMessage = {
	readonly conversationId: string;
	readonly text: string;
	/** The id of a choice picked by button. */
	readonly choice: string | null;
	/** The channel's own id of the message. */
	readonly activityId: string | null;
	readonly clientActivityId: string | null;
	readonly replyToId: string | null;
	/** When the client says it was written: a channel that sends again under a new id keeps it. */
	readonly clientTimestamp: string | null;
	readonly attachments: NonNullable<LogEntry["attachments"]>;
};

/** What arrives, for the conversation it arrives in: its redaction knows the message before. */
export type Arriving = (conversation: Conversation, at: Instant) => NewInbound;

/** A merchant's message. */
export const arrivingMessage =
	(say: Say, message: IncomingMessage): Arriving =>
	(conversation, at) => {
		const { conversationId, choice, clientActivityId, replyToId, attachments } = message;
		const { text, kinds, carry } = redact(message.text || textOfChoice(conversation, choice, say), conversation.carry);
		const missed = attachments.filter(({ contentUrl }) => contentUrl === "").length;
		return {
			conversationId,
			dedupeKeys: dedupeKeys(message, text),
			inbound: {
				kind: "merchantSaid",
				text,
				choice,
				redacted: kinds,
				attachments: attachments.length - missed,
				...(missed === 0 ? {} : { missed }),
			},
			logEntry: {
				at,
				author: "merchant",
				text,
				language: conversation.state.language,
				relink: null,
				clientActivityId: clientActivityId ?? undefined,
				replyToId: replyToId ?? undefined,
				attachments: attachments.length === 0 ? undefined : attachments,
			},
			carry: { before: conversation.carry, after: carry },
			at,
		};
	};

/** Any other event. `dedupeKey` is the same however often it is delivered. */
export const arrivingEvent =
	(inbound: Exclude<Inbound, { kind: "merchantSaid" }>, dedupeKey: string): Arriving =>
	({ id }, at) => ({ conversationId: id, dedupeKeys: [dedupeKey], inbound, logEntry: null, carry: null, at });

/** A button without words: the log shows what was on it. */
const textOfChoice = ({ state }: Conversation, choice: string | null, say: Say): string =>
	choice === null ? "" : (say.choices(state.live, state.language).find(({ id }) => id === choice)?.text ?? "");

/** Everything by which the same message may be known when it comes again; of its words only what redaction left. */
const dedupeKeys = ({ activityId, clientActivityId, clientTimestamp, choice }: IncomingMessage, text: SafeText): readonly string[] => [
	...(activityId === null ? [] : [`activity:${activityId}`]),
	...(clientActivityId === null ? [] : [`client:${clientActivityId}`]),
	...(clientTimestamp === null ? [] : [`written:${hash(JSON.stringify([clientTimestamp, text, choice]))}`]),
];

const hash = (text: string): string => createHash("sha256").update(text).digest("base64url");
