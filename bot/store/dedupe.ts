// The same delivery twice is one event: the unique constraint decides, never a look beforehand.

import { byCount, places } from "./by-count.ts";
import type { Transaction, Value } from "./database.ts";
import type { NewInbound } from "./store.ts";

/** Notes everything the delivery is known by. False when some of it was seen before; keys that are new then point nowhere, and still mean "seen". */
export const isFirst = async (tx: Transaction, inbound: NewInbound, entryId: string | null): Promise<boolean> => {
	const { conversationId } = inbound;
	const keys = keysOf(inbound);
	if (keys.length === 0) return true;
	const inserted = await tx.all(`${insertKeys(keys.length)} ON CONFLICT DO NOTHING RETURNING dedupe_key`, rowsOf(keys, inbound, entryId));
	if (inserted.length === keys.length) return true;
	for (const { dedupe_key } of inserted)
		await tx.run("UPDATE received SET entry_id = NULL WHERE conversation_id = ? AND dedupe_key = ?", [conversationId, String(dedupe_key)]);
	return false;
};

/** Notes keys that are known to be new: under the conversation's lock, and by the same rule as above. */
export const noteKeys = async (tx: Transaction, inbound: NewInbound, entryId: string | null): Promise<void> => {
	const keys = keysOf(inbound);
	if (keys.length > 0) await tx.run(insertKeys(keys.length), rowsOf(keys, inbound, entryId));
};

const keysOf = ({ dedupeKeys }: NewInbound): readonly string[] => [...new Set(dedupeKeys)];

const insertKeys = byCount(
	(keys) => `INSERT INTO received (conversation_id, dedupe_key, entry_id, at) VALUES ${places(keys, "(?, ?, ?, ?)")}`,
);

const rowsOf = (keys: readonly string[], { conversationId, at }: NewInbound, entryId: string | null): Value[] =>
	keys.flatMap((key) => [conversationId, key, entryId, at]);

/** The log entry of the first delivery, if it had one. */
export const firstEntryId = async (tx: Transaction, { conversationId, dedupeKeys }: NewInbound): Promise<string | null> => {
	const row = await tx.first(
		`SELECT entry_id FROM received WHERE conversation_id = ? AND dedupe_key IN (${places(dedupeKeys.length)}) AND entry_id IS NOT NULL`,
		[conversationId, ...dedupeKeys],
	);
	return row === undefined ? null : String(row.entry_id);
};
