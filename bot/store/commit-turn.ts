// The one transaction of a turn: state, log, effects and "this event is answered", or nothing at all.

import { assertNever } from "../../dialogs/assert-never.ts";
import type { Effect } from "../../dialogs/conversation.ts";
import { changedTopic } from "./accept-event.ts";
import type { Transaction } from "./database.ts";
import { insertLog } from "./log-rows.ts";
import { putIntoOutbox } from "./outbox-rows.ts";
import type { LogEntry, TurnCommit } from "./store.ts";

type Committed = { readonly kind: "committed"; readonly entries: readonly LogEntry[] } | { readonly kind: "stale" };

/** Commits inside the transaction, unless another turn has answered the event or changed the state since it was read. */
export const commitTurn = async (tx: Transaction, turn: TurnCommit): Promise<Committed> => {
	const { conversationId, inboundSeq, entries, effects, at } = turn;
	const [row] = await tx.all(
		`UPDATE conversations SET state = ?, version = version + 1, log_seq = log_seq + ?, touched_at = ?
		WHERE id = ? AND version = ? AND EXISTS (SELECT 1 FROM events WHERE conversation_id = ? AND seq = ?)
		RETURNING log_seq`,
		[JSON.stringify(turn.state), entries.length, at, conversationId, turn.version, conversationId, inboundSeq],
	);
	if (row === undefined) return { kind: "stale" };
	await tx.run("DELETE FROM events WHERE conversation_id = ? AND seq = ?", [conversationId, inboundSeq]);
	const written = await insertLog(tx, conversationId, Number(row.log_seq) - entries.length + 1, entries);
	for (const [index, effect] of effects.entries()) await writeEffect(tx, turn, effect, `${conversationId}:${turn.version + 1}:${index}`);
	if (turn.send) for (const entry of written) await putIntoOutbox(tx, toSend(turn, entry));
	tx.tell(changedTopic, conversationId);
	return { kind: "committed", entries: written };
};

const toSend = ({ conversationId, at }: TurnCommit, entry: LogEntry) => ({
	conversationId,
	idempotencyKey: entry.id,
	payload: { kind: "sendActivity", entry } as const,
	dueAt: at,
});

/** What needs nobody outside is a row at once; the rest leaves through the outbox. */
const writeEffect = async (tx: Transaction, { conversationId, at }: TurnCommit, effect: Effect, idempotencyKey: string): Promise<void> => {
	switch (effect.kind) {
		case "watchStatus":
			await tx.run("INSERT INTO status_watchers (conversation_id, since) VALUES (?, ?) ON CONFLICT DO NOTHING", [conversationId, at]);
			return;
		case "unwatchStatus":
			await tx.run("DELETE FROM status_watchers WHERE conversation_id = ?", [conversationId]);
			return;
		case "review":
		case "recordOutcome":
		case "recordRating": {
			const { kind, ...body } = effect;
			const values = [conversationId, kind, JSON.stringify(body), at];
			await tx.run("INSERT INTO records (conversation_id, kind, body, at) VALUES (?, ?, ?, ?)", values);
			return;
		}
		case "wake":
			return putIntoOutbox(tx, { conversationId, idempotencyKey, payload: effect, dueAt: at + effect.afterMs });
		case "openCase":
		case "tellAgent":
		case "withdrawCase":
			return putIntoOutbox(tx, { conversationId, idempotencyKey, payload: effect, dueAt: at });
		default:
			assertNever(effect);
	}
};
