// What the rest of bot/ may ask of the store. Built over any Database by create-store.ts; held by one contract suite.

import type {
	ConversationState,
	Effect,
	EffectOutcome,
	Event,
	MessageKind,
	PromiseKind,
	RedactedKind,
} from "../../dialogs/conversation.ts";
import type { Carry } from "../../dialogs/privacy/redact.ts";
import type { SafeText } from "../../dialogs/privacy/safe-text.ts";
import type { Instant } from "../../dialogs/status/report.ts";
import type { Language } from "../../locales/languages.ts";
import type { CaseStore } from "./case-store.ts";
import type { MerchantData } from "./merchant-data.ts";

export type ChannelId = "directline" | "msteams" | "emulator";

/** How to reach the conversation on its channel; botbuilder's ConversationReference for Teams, null for the web chat. */
export type Address = Readonly<Record<string, unknown>> | null;

/** What was accepted, before it is understood: an event, with the merchant's words as they were redacted. */
export type Inbound =
	| {
			readonly kind: "merchantSaid";
			readonly text: SafeText;
			/** The id of a choice picked by button. */
			readonly choice: string | null;
			readonly redacted: readonly RedactedKind[];
			readonly attachments: number;
			readonly missed?: number;
	  }
	| Exclude<Event, { kind: "merchantSaid" }>;

export type LogEntry = {
	/** Durable per-conversation sequence from 1; never reset. It is the watermark. */
	readonly seq: number;
	/** Activity id on the wire: `<conversation>|<seq padded to 7>`. */
	readonly id: string;
	readonly at: Instant;
	readonly author: "merchant" | "bot" | "agent";
	readonly authorName?: string | undefined;
	readonly text: string;
	readonly language: Language;
	/** What a client needs besides the text; `null` for merchants' own words. */
	readonly relink: RelinkMetadata | null;
	readonly clientActivityId?: string | undefined;
	readonly replyToId?: string | undefined;
	/** Pictures; one that was sent and could not be had is there without an address. */
	readonly attachments?: readonly { readonly contentType: string; readonly contentUrl: string; readonly name: string }[] | undefined;
	/** These words keep a promise: that they arrive is noted. */
	readonly keepsPromise?: true | undefined;
};

/** `channelData.relink` of the public contract. */
export type RelinkMetadata = {
	readonly case: string;
	readonly turn: number;
	readonly kind: MessageKind;
	readonly id?: string | undefined;
	readonly step?: { readonly number: number; readonly of: number } | undefined;
	readonly language: Language;
	readonly choices?: readonly { readonly id: string; readonly text: string }[] | undefined;
};

export type NewLogEntry = Omit<LogEntry, "seq" | "id">;

export type Conversation = {
	readonly id: string;
	readonly channel: ChannelId;
	readonly userId: string;
	readonly address: Address;
	/** Optimistic lock: a commit names the version it read. */
	readonly version: number;
	readonly state: ConversationState;
	/** What redaction has to remember of the last messages: a card number may come in pieces. */
	readonly carry: Carry;
	/** Sequence number of the last log entry, 0 before the first. */
	readonly logSeq: number;
	/** When something was last noted to happen in it, to the hour. */
	readonly touchedAt: Instant;
	/** Events that were accepted and that no turn has answered yet. */
	readonly pending: number;
};

export type NewConversation = Omit<Conversation, "version" | "carry" | "logSeq" | "touchedAt" | "pending">;

export type NewInbound = {
	readonly conversationId: string;
	/** Unique with the conversation: activity id, clientActivityID, or an effect's idempotency key. */
	readonly dedupeKeys: readonly string[];
	readonly inbound: Inbound;
	/** The merchant's own words in the log, written in the same transaction. */
	readonly logEntry: NewLogEntry | null;
	/** What redaction had from the messages before, and leaves for the next; null when there was nothing to redact. */
	readonly carry: { readonly before: Carry; readonly after: Carry } | null;
	readonly at: Instant;
};

export type Accepted = { readonly kind: "accepted" | "duplicate"; readonly entryId: string | null };

/** Not done, because something else was faster: read again and start over. */
export type Stale = { readonly kind: "stale" };

export type PendingInbound = { readonly seq: number; readonly entryId: string | null; readonly inbound: Inbound; readonly at: Instant };

/** What leaves through the outbox: effects that need somebody outside or a later time, and messages for channels that are not ours. */
export type OutboxPayload =
	| Extract<Effect, { kind: "openCase" | "tellAgent" | "withdrawCase" | "wake" }>
	| { readonly kind: "sendActivity"; readonly entry: LogEntry };

export type OutboxItem = {
	readonly id: number;
	readonly conversationId: string;
	readonly idempotencyKey: string;
	readonly payload: OutboxPayload;
	readonly attempts: number;
};

export type TurnCommit = {
	readonly conversationId: string;
	readonly version: number;
	readonly state: ConversationState;
	readonly entries: readonly NewLogEntry[];
	readonly effects: readonly Effect[];
	/** Channels that are not ours get a `sendActivity` per entry. */
	readonly send: boolean;
	/** What may leave at once is leased to this process for so long, and handed to it by `onPut`. 0 when nobody here would take it. */
	readonly leaseMs: number;
	readonly at: Instant;
};

/** The answer to an event that was accepted before. */
export type PendingTurnCommit = TurnCommit & { readonly inboundSeq: number };

/** The answer to an event that arrives with it; `logSeq` and `touchedAt` are the conversation's, as it was read. */
export type AtOnceCommit = TurnCommit & Pick<Conversation, "logSeq" | "touchedAt">;

export type Committed = { readonly kind: "committed"; readonly entries: readonly LogEntry[] } | Stale;

/** A ticket of a stream URL, remembered until after it would have run out. */
export type SpentTicket = { readonly conversationId: string; readonly id: string; readonly expiresAt: Instant };

export interface ConversationStore {
	/** Idempotent by id. */
	create(conversation: NewConversation, at: Instant): Promise<void>;
	find(conversationId: string): Promise<Conversation | null>;
	/** Teams refreshes its serviceUrl on every turn. */
	readdress(conversationId: string, address: Address): Promise<void>;
	/**
	 * Durable once resolved; a second delivery of the same thing is a `duplicate` with the first one's entry id. `stale` when another
	 * message came before it that its redaction does not know. Throws CONVERSATION_UNKNOWN.
	 */
	accept(inbound: NewInbound): Promise<Accepted | Stale>;
	/** Oldest accepted event that no turn has answered. */
	nextPending(conversationId: string): Promise<PendingInbound | null>;
	/** Conversations with events accepted before then and still unanswered, longest waiting first: what a restarted process goes on with. */
	conversationsPending(limit: number, acceptedBefore: Instant): Promise<readonly string[]>;
	/** State, log, outbox and "inbound answered" in one transaction; `stale` when another turn committed first. */
	commitTurn(turn: PendingTurnCommit): Promise<Committed>;
	/**
	 * The same for an event that is accepted and answered at once, its own log entry first. `stale` also when another event is
	 * waiting, or the event was seen before: then nothing was accepted, and `accept` says what is the matter.
	 */
	commitAtOnce(turn: AtOnceCommit, inbound: NewInbound): Promise<Committed>;
	log(conversationId: string, afterSeq: number, limit: number): Promise<readonly LogEntry[]>;
	/** Two sockets, one ticket: true for the one that spends it, on any replica. */
	spendTicket(ticket: SpentTicket, now: Instant): Promise<boolean>;
}

export interface OutboxStore {
	/** Takes due items for `leaseMs`; another replica sees them only after that. At most one item of a conversation's lane (outbox.ts) at a time, oldest first. */
	lease(limit: number, leaseMs: number, now: Instant): Promise<readonly OutboxItem[]>;
	/**
	 * Done: the outcome is accepted as an `effectSettled` event in the same transaction, where the flows want to hear it. With `leaseMs`
	 * above 0 the next item of the lane, if it is due, is leased to this process and handed over by `onPut`.
	 */
	settle(item: OutboxItem, outcome: EffectOutcome, now: Instant, leaseMs: number): Promise<void>;
	/** Not done this time: due again then, with one more attempt counted. */
	retryLater(item: OutboxItem, dueAt: Instant, error: string): Promise<void>;
	/** Given up: kept for a person to see and replay; settles as `failed`. */
	bury(item: OutboxItem, error: string, now: Instant): Promise<void>;
	/** When the next item that is not waiting behind another can be leased. */
	nextDueAt(): Promise<Instant | null>;
	dead(limit: number): Promise<readonly (OutboxItem & { readonly error: string })[]>;
	/** Tries a buried item again from the start. */
	replay(id: number, now: Instant): Promise<boolean>;
	/** The items are still under way: nobody else takes them before then. Those that were put back or put off meanwhile are left as they are. */
	renew(items: readonly OutboxItem[], until: Instant): Promise<void>;
	/** Rings with the due time when something was put in, on any replica; with the item, when it is leased to this process already. */
	onPut(heard: (dueAt: Instant, taken?: OutboxItem) => void): () => void;
}

/** A promise that is neither kept nor withdrawn. */
export type OpenPromise = {
	readonly id: number;
	readonly conversationId: string;
	readonly kind: PromiseKind;
	readonly madeAt: Instant;
	/** Null while it waits for something that has no time. */
	readonly dueAt: Instant | null;
};

export type PromiseRecord = Omit<OpenPromise, "id" | "conversationId"> & {
	/** `replaced` by a later one of the kind. */
	readonly outcome: "open" | "kept" | "withdrawn" | "replaced";
	readonly settledAt: Instant | null;
	/** Id of the log entry that keeps it. */
	readonly proof: string | null;
	/** When the merchant's client, or the channel, took the proof. */
	readonly deliveredAt: Instant | null;
	readonly warnedAt: Instant | null;
	readonly brokenAt: Instant | null;
};

/** What the bot promised. Promises are made and settled by the effects of a turn. */
export interface PromiseStore {
	/** Oldest first. */
	open(kind: PromiseKind): Promise<readonly OpenPromise[]>;
	/** Open ones due by then that are not known to be broken, the most pressing first. */
	dueBefore(time: Instant): Promise<readonly OpenPromise[]>;
	/** True for the one replica that notes it first. */
	warned(promise: OpenPromise, at: Instant): Promise<boolean>;
	/** True for the one replica that notes it first. */
	broken(promise: OpenPromise, at: Instant): Promise<boolean>;
	/** The log entry reached the merchant. Only the first time counts. */
	delivered(conversationId: string, proof: string, at: Instant): Promise<void>;
	/** Everything that was promised in a conversation, in order. */
	ofConversation(conversationId: string): Promise<readonly PromiseRecord[]>;
}

export interface Store {
	readonly promises: PromiseStore;
	readonly conversations: ConversationStore;
	readonly outbox: OutboxStore;
	readonly cases: CaseStore;
	readonly merchantData: MerchantData;
	/**
	 * Rings when a conversation has new log entries or new pending events, on any replica; `written` are the entries, where they are
	 * known without reading. `missed` rings when some changes may not have been heard: look at every conversation of interest.
	 */
	onChange(heard: (conversationId: string, written?: readonly LogEntry[]) => void, missed?: () => void): () => void;
	/** True when a write would succeed. */
	ready(): Promise<boolean>;
	backlog(now: Instant): Promise<Backlog>;
	/** True causes of past cases, one a conversation, for `npm run learn`. */
	closedCauses(): Promise<readonly string[]>;
	/** What was not understood, or whose answer did not help, for `npm run review`. */
	reviewList(): Promise<readonly Reviewed[]>;
	/** Deletes what is older than the retention, leaving no bytes; the number of conversations gone. Throws when some bytes are left. */
	purge(before: Instant): Promise<number>;
	close(): Promise<void>;
}

/** How much waits: for the database, for an answer, to be delivered, for a person to look after it, for an agent. */
export type Backlog = { readonly [what in "database" | "answers" | "deliveries" | "deadLetters" | "cases"]: number };

/** Words for the review list, as they were redacted, with the ids of the choices that were offered the last time. */
export type Reviewed = {
	readonly text: string;
	readonly language: Language;
	readonly offered: readonly string[];
	readonly times: number;
	readonly lastAt: Instant;
};
