// Takes an event into a conversation, once: the dedupe keys, the event and the merchant's log row in the caller's transaction.

import type { Instant } from "../../dialogs/status/report.ts";
import { relinkError } from "../errors.ts";
import type { Database, Dialect, Transaction } from "./database.ts";
import { firstEntryId, isFirst } from "./dedupe.ts";
import { entryId, insertLog } from "./log-rows.ts";
import type { Accepted, NewInbound, Stale } from "./store.ts";

/** Told with the conversation's id when it has new log entries or pending events; along with it go the entries. */
export const changedTopic = "changed";

type Locked = { readonly logSeq: number; readonly eventSeq: number; readonly carry: string };

/** What an event goes on from, and nobody else changes before this transaction ends. Throws CONVERSATION_UNKNOWN. */
const lock = async ({ forUpdate }: Dialect, tx: Transaction, conversationId: string): Promise<Locked> => {
	const row = await tx.first(`SELECT log_seq, event_seq, carry FROM conversations WHERE id = ? ${forUpdate}`, [conversationId]);
	if (row === undefined) throw relinkError("CONVERSATION_UNKNOWN", { retryable: false });
	return { logSeq: Number(row.log_seq), eventSeq: Number(row.event_seq), carry: String(row.carry) };
};

/** Every event that is accepted is answered by one commit: what the one counter is ahead of the other is still to be answered. */
export const pendingOf = (version: number, eventSeq: number): number => eventSeq - version;

/** Retention counts in days, and every change of this column is one of its index too. */
const touchedToMs = 60 * 60_000;

/** Whether it would be noted at that time that a conversation goes on. */
export const isToTouch = (touchedAt: Instant, at: Instant): boolean => touchedAt < at - touchedToMs;

/** Notes, to the hour, that the conversation is going on. */
export const touch = async (tx: Transaction, conversationId: string, at: Instant): Promise<void> => {
	await tx.run("UPDATE conversations SET touched_at = ? WHERE id = ? AND touched_at < ?", [at, conversationId, at - touchedToMs]);
};

/** Accepts inside the transaction; the row lock on the conversation makes the sequence the order of commits. */
export const acceptEvent = async ({ dialect }: Database, tx: Transaction, inbound: NewInbound): Promise<Accepted | Stale> => {
	const { conversationId, logEntry, carry, at } = inbound;
	const row = await lock(dialect, tx, conversationId);
	// The half of a card number that this message completes may be the difference.
	if (carry !== null && JSON.stringify(carry.before) !== JSON.stringify(JSON.parse(row.carry))) return { kind: "stale" };
	const seq = row.eventSeq + 1;
	const logSeq = row.logSeq + (logEntry === null ? 0 : 1);
	const id = logEntry === null ? null : entryId(conversationId, logSeq);
	if (!(await isFirst(tx, inbound, id))) return { kind: "duplicate", entryId: await firstEntryId(tx, inbound) };
	await tx.run("INSERT INTO events (conversation_id, seq, entry_id, inbound, at) VALUES (?, ?, ?, ?, ?)", [
		conversationId,
		seq,
		id,
		JSON.stringify(inbound.inbound),
		at,
	]);
	const written = logEntry === null ? [] : await insertLog(tx, conversationId, logSeq, [logEntry]);
	await tx.run("UPDATE conversations SET log_seq = ?, event_seq = ?, carry = COALESCE(?, carry) WHERE id = ?", [
		logSeq,
		seq,
		carry === null ? null : JSON.stringify(carry.after),
		conversationId,
	]);
	await touch(tx, conversationId, at);
	tx.tell(changedTopic, conversationId, written);
	return { kind: "accepted", entryId: id };
};
