// The log of a conversation as rows. Its sequence is durable, starts at 1 and is the watermark of the wire.

import { byCount, places } from "./by-count.ts";
import type { Reader, Row, Transaction } from "./database.ts";
import type { LogEntry, NewLogEntry } from "./store.ts";

/** Activity id on the wire. */
export const entryId = (conversationId: string, seq: number): string => `${conversationId}|${String(seq).padStart(7, "0")}`;

/** Writes entries from `firstSeq` on and returns them as they will be read. */
export const insertLog = async (
	tx: Transaction,
	conversationId: string,
	firstSeq: number,
	entries: readonly NewLogEntry[],
): Promise<readonly LogEntry[]> => {
	if (entries.length === 0) return [];
	await tx.run(
		insertEntries(entries.length),
		entries.flatMap((entry, index) => [conversationId, firstSeq + index, entry.at, entry.author, JSON.stringify(bodyOf(entry))]),
	);
	return entries.map((entry, index) => numbered(conversationId, firstSeq + index, entry));
};

const insertEntries = byCount(
	(entries) => `INSERT INTO log (conversation_id, seq, at, author, entry) VALUES ${places(entries, "(?, ?, ?, ?, ?)")}`,
);

type Body = Omit<NewLogEntry, "at" | "author">;

/** What has no column of its own. Entries are written, told and read in one shape: the engine is fast with objects that are all alike. */
const bodyOf = ({ authorName, text, language, relink, clientActivityId, replyToId, attachments, keepsPromise }: Body): Body => ({
	authorName,
	text,
	language,
	relink,
	clientActivityId,
	replyToId,
	attachments,
	keepsPromise,
});

const numbered = (conversationId: string, seq: number, entry: NewLogEntry): LogEntry => ({
	seq,
	id: entryId(conversationId, seq),
	at: entry.at,
	author: entry.author,
	...bodyOf(entry),
});

/** Entries after a watermark, in order. */
export const readLog = async (reader: Reader, conversationId: string, afterSeq: number, limit: number): Promise<readonly LogEntry[]> => {
	const rows = await reader.all("SELECT seq, at, author, entry FROM log WHERE conversation_id = ? AND seq > ? ORDER BY seq LIMIT ?", [
		conversationId,
		afterSeq,
		limit,
	]);
	return rows.map((row) => toEntry(conversationId, row));
};

const toEntry = (conversationId: string, row: Row): LogEntry => {
	// Written by insertLog above.
	const body: Body = JSON.parse(String(row.entry));
	return numbered(conversationId, Number(row.seq), { ...body, at: Number(row.at), author: row.author as LogEntry["author"] });
};
