// The log of a conversation as rows. Its sequence is durable, starts at 1 and is the watermark of the wire.

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
	const numbered = entries.map((entry, index) => ({ ...entry, seq: firstSeq + index, id: entryId(conversationId, firstSeq + index) }));
	if (numbered.length === 0) return [];
	await tx.run(
		`INSERT INTO log (conversation_id, seq, at, author, entry) VALUES ${numbered.map(() => "(?, ?, ?, ?, ?)").join(", ")}`,
		numbered.flatMap(({ seq, id: _, at, author, ...rest }) => [conversationId, seq, at, author, JSON.stringify(rest)]),
	);
	return numbered;
};

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
	const seq = Number(row.seq);
	// Written by insertLog above.
	const rest: Omit<LogEntry, "seq" | "id" | "at" | "author"> = JSON.parse(String(row.entry));
	return { ...rest, seq, id: entryId(conversationId, seq), at: Number(row.at), author: row.author as LogEntry["author"] };
};
