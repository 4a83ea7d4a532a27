// Takes an event into a conversation, once: the dedupe keys, the event and the merchant's log row in the caller's transaction.

import { relinkError } from "../errors.ts";
import type { Database, Transaction } from "./database.ts";
import { entryId, insertLog } from "./log-rows.ts";
import type { Accepted, NewInbound } from "./store.ts";

/** Told with the conversation's id when it has new log entries or pending events. */
export const changedTopic = "changed";

/** Accepts inside the transaction; the row lock on the conversation makes the sequence the order of commits. */
export const acceptEvent = async ({ dialect }: Database, tx: Transaction, inbound: NewInbound): Promise<Accepted> => {
	const { conversationId, dedupeKeys, logEntry, carry, at } = inbound;
	const [row] = await tx.all(`SELECT log_seq, event_seq FROM conversations WHERE id = ? ${dialect.forUpdate}`, [conversationId]);
	if (row === undefined) throw relinkError("CONVERSATION_UNKNOWN", { retryable: false });
	const seq = Number(row.event_seq) + 1;
	const logSeq = Number(row.log_seq) + (logEntry === null ? 0 : 1);
	const id = logEntry === null ? null : entryId(conversationId, logSeq);
	if (!(await isFirst(tx, inbound, id))) return { kind: "duplicate", entryId: await firstEntryId(tx, conversationId, dedupeKeys) };
	await tx.run("INSERT INTO events (conversation_id, seq, entry_id, inbound, at) VALUES (?, ?, ?, ?, ?)", [
		conversationId,
		seq,
		id,
		JSON.stringify(inbound.inbound),
		at,
	]);
	if (logEntry !== null) await insertLog(tx, conversationId, logSeq, [logEntry]);
	await tx.run("UPDATE conversations SET log_seq = ?, event_seq = ?, touched_at = ?, carry = COALESCE(?, carry) WHERE id = ?", [
		logSeq,
		seq,
		at,
		carry === null ? null : JSON.stringify(carry),
		conversationId,
	]);
	tx.tell(changedTopic, conversationId);
	return { kind: "accepted", entryId: id };
};

/** The unique constraint decides. Keys that are new beside one that is not are left pointing nowhere, and still mean "seen". */
const isFirst = async (tx: Transaction, { conversationId, dedupeKeys, at }: NewInbound, id: string | null): Promise<boolean> => {
	const keys = [...new Set(dedupeKeys)];
	if (keys.length === 0) return true;
	const rows = keys.map(() => "(?, ?, ?, ?)").join(", ");
	const inserted = await tx.all(
		`INSERT INTO received (conversation_id, dedupe_key, entry_id, at) VALUES ${rows} ON CONFLICT DO NOTHING RETURNING dedupe_key`,
		keys.flatMap((key) => [conversationId, key, id, at]),
	);
	if (inserted.length === keys.length) return true;
	for (const { dedupe_key } of inserted)
		await tx.run("UPDATE received SET entry_id = NULL WHERE conversation_id = ? AND dedupe_key = ?", [conversationId, String(dedupe_key)]);
	return false;
};

const firstEntryId = async (tx: Transaction, conversationId: string, keys: readonly string[]): Promise<string | null> => {
	const places = keys.map(() => "?").join(", ");
	const [row] = await tx.all(
		`SELECT entry_id FROM received WHERE conversation_id = ? AND dedupe_key IN (${places}) AND entry_id IS NOT NULL`,
		[conversationId, ...keys],
	);
	return row === undefined ? null : String(row.entry_id);
};
