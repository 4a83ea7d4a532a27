// The door: the merchant's words are redacted before anything else sees them, then the event is made durable, once.

import { createHash } from "node:crypto";
import { redact } from "../../dialogs/privacy/redact.ts";
import type { SafeText } from "../../dialogs/privacy/safe-text.ts";
import type { Instant } from "../../dialogs/status/report.ts";
import { relinkError } from "../errors.ts";
import type { Accepted, Conversation, Inbound, LogEntry, NewInbound, Store } from "../store/store.ts";
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

type Deps = { readonly conversations: Store["conversations"]; readonly say: Say; readonly now: () => Instant };

/** Takes in a merchant's message. Throws CONVERSATION_UNKNOWN; resolves once it is durable. */
export const acceptMessage =
	({ conversations, say, now }: Deps) =>
	async (message: IncomingMessage): Promise<Accepted> => {
		const conversation = await conversations.find(message.conversationId);
		if (conversation === null) throw relinkError("CONVERSATION_UNKNOWN", { retryable: false });
		const redacted = redact(message.text || textOfChoice(conversation, message.choice, say), conversation.carry);
		return conversations.accept(inboundOf({ message, conversation, redacted, at: now() }));
	};

/** Takes in any other event. `dedupeKey` is the same however often it is delivered. */
export const acceptEvent =
	({ conversations, now }: Pick<Deps, "conversations" | "now">) =>
	(conversationId: string, inbound: Exclude<Inbound, { kind: "merchantSaid" }>, dedupeKey: string): Promise<Accepted> =>
		conversations.accept({ conversationId, dedupeKeys: [dedupeKey], inbound, logEntry: null, carry: null, at: now() });

/** A button without words: the log shows what was on it. */
const textOfChoice = ({ state }: Conversation, choice: string | null, say: Say): string =>
	choice === null ? "" : (say.choices(state.live, state.language).find(({ id }) => id === choice)?.text ?? "");

type Redacted = {
	readonly message: IncomingMessage;
	readonly conversation: Conversation;
	readonly redacted: ReturnType<typeof redact>;
	readonly at: Instant;
};

const inboundOf = ({ message, conversation, redacted, at }: Redacted): NewInbound => {
	const { conversationId, choice, clientActivityId, replyToId, attachments } = message;
	const { text, kinds, carry } = redacted;
	return {
		conversationId,
		dedupeKeys: dedupeKeys(message, text),
		inbound: { kind: "merchantSaid", text, choice, redacted: kinds, attachments: attachments.length },
		logEntry: {
			at,
			author: "merchant",
			text,
			language: conversation.state.language,
			relink: null,
			...(clientActivityId === null ? {} : { clientActivityId }),
			...(replyToId === null ? {} : { replyToId }),
			...(attachments.length === 0 ? {} : { attachments }),
		},
		carry,
		at,
	};
};

/** Everything by which the same message may be known when it comes again; of its words only what redaction left. */
const dedupeKeys = ({ activityId, clientActivityId, clientTimestamp, choice }: IncomingMessage, text: SafeText): readonly string[] => [
	...(activityId === null ? [] : [`activity:${activityId}`]),
	...(clientActivityId === null ? [] : [`client:${clientActivityId}`]),
	...(clientTimestamp === null ? [] : [`written:${hash(JSON.stringify([clientTimestamp, text, choice]))}`]),
];

const hash = (text: string): string => createHash("sha256").update(text).digest("base64url");
