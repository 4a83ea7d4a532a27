// The one transaction of a turn: state, log, effects and "this event is answered", or nothing at all.

import { assertNever } from "../../dialogs/assert-never.ts";
import type { Effect } from "../../dialogs/conversation.ts";
import { changedTopic, isToTouch, touch } from "./accept-event.ts";
import { byCount, places } from "./by-count.ts";
import type { Transaction } from "./database.ts";
import { noteKeys } from "./dedupe.ts";
import { entryId, insertLog } from "./log-rows.ts";
import { putIntoOutbox } from "./outbox-rows.ts";
import { makePromise, settlePromise } from "./promises.ts";
import type { AtOnceCommit, Committed, LogEntry, NewInbound, PendingTurnCommit, TurnCommit } from "./store.ts";

/** Commits inside the transaction, unless another turn has answered the event or changed the state since it was read. */
export const commitTurn = async (tx: Transaction, turn: PendingTurnCommit): Promise<Committed> => {
	const { conversationId, inboundSeq, entries, at } = turn;
	const row = await tx.first(
		`UPDATE conversations SET state = ?, version = version + 1, log_seq = log_seq + ?
		WHERE id = ? AND version = ? AND EXISTS (SELECT 1 FROM events WHERE conversation_id = ? AND seq = ?)
		RETURNING log_seq`,
		[JSON.stringify(turn.state), entries.length, conversationId, turn.version, conversationId, inboundSeq],
	);
	if (row === undefined) return { kind: "stale" };
	await tx.run("DELETE FROM events WHERE conversation_id = ? AND seq = ?", [conversationId, inboundSeq]);
	await touch(tx, conversationId, at);
	const written = await insertLog(tx, conversationId, Number(row.log_seq) - entries.length + 1, entries);
	await writeEffects(tx, turn, written);
	tx.tell(changedTopic, conversationId, written);
	return { kind: "committed", entries: written };
};

/** Accepts an event and commits its answer inside the transaction, unless anything has happened since the state was read, or the event was seen before. */
export const commitAtOnce = async (tx: Transaction, turn: AtOnceCommit, inbound: NewInbound): Promise<Committed> => {
	const { conversationId, logSeq, at } = turn;
	const said = inbound.logEntry === null ? [] : [inbound.logEntry];
	if (!(await moveOn(tx, turn, inbound))) return { kind: "stale" };
	await noteKeys(tx, inbound, said.length === 0 ? null : entryId(conversationId, logSeq + 1));
	if (isToTouch(turn.touchedAt, at)) await touch(tx, conversationId, at);
	const written = await insertLog(tx, conversationId, logSeq + 1, [...said, ...turn.entries]);
	const entries = written.slice(said.length);
	await writeEffects(tx, turn, entries);
	tx.tell(changedTopic, conversationId, written);
	return { kind: "committed", entries };
};

/** One statement finds out whether the turn still holds and writes its state; it also locks the conversation until the end of the transaction. */
const moveOn = async (tx: Transaction, turn: AtOnceCommit, { logEntry, carry, dedupeKeys }: NewInbound): Promise<boolean> => {
	const { conversationId, version, logSeq, state, entries } = turn;
	const moved = await tx.run(moveUnless(dedupeKeys.length), [
		JSON.stringify(state),
		logSeq + (logEntry === null ? 0 : 1) + entries.length,
		carry === null ? null : JSON.stringify(carry.after),
		conversationId,
		version,
		// Nothing is waiting: see pendingOf. Nor has anything been accepted since, so the carry is the one that was read.
		version,
		conversationId,
		...dedupeKeys,
	]);
	return moved > 0;
};

const moveUnless = byCount(
	(keys) => `UPDATE conversations SET state = ?, version = version + 1, event_seq = event_seq + 1, log_seq = ?, carry = COALESCE(?, carry)
	WHERE id = ? AND version = ? AND event_seq = ? AND NOT EXISTS (
		SELECT 1 FROM received WHERE conversation_id = ? AND dedupe_key IN (${places(keys)}))`,
);

/** What leaves with the state: effects, and messages for channels that are not ours. */
const writeEffects = async (tx: Transaction, turn: TurnCommit, written: readonly LogEntry[]): Promise<void> => {
	const { conversationId, version, effects } = turn;
	for (const [index, effect] of effects.entries()) {
		const idempotencyKey = `${conversationId}:${version + 1}:${index}`;
		await writeEffect(tx, turn, { effect, idempotencyKey, written });
	}
	if (turn.send) for (const [index, entry] of written.entries()) await putIntoOutbox(tx, { ...toSend(turn, entry), follows: index > 0 });
};

const toSend = ({ conversationId, at, leaseMs }: TurnCommit, entry: LogEntry) => ({
	conversationId,
	idempotencyKey: entry.id,
	payload: { kind: "sendActivity", entry } as const,
	dueAt: at,
	leaseMs,
});

type Written = { readonly effect: Effect; readonly idempotencyKey: string; readonly written: readonly LogEntry[] };

/** The log entry that keeps a promise, if one does. */
const proofIn = (written: readonly LogEntry[]): string | null => written.findLast(({ keepsPromise }) => keepsPromise)?.id ?? null;

/** What needs nobody outside is a row at once; the rest leaves through the outbox. */
const writeEffect = async (tx: Transaction, turn: TurnCommit, { effect, idempotencyKey, written }: Written): Promise<void> => {
	const { conversationId, at, leaseMs } = turn;
	switch (effect.kind) {
		case "promise":
			return makePromise(tx, { conversationId, kind: effect.promise, at, dueAt: effect.dueAt });
		case "settlePromise":
			return settlePromise(tx, {
				conversationId,
				kind: effect.promise,
				at,
				as: effect.as,
				proof: effect.as === "kept" ? proofIn(written) : null,
			});
		case "review":
		case "recordOutcome":
		case "recordRating": {
			const { kind, ...body } = effect;
			const values = [conversationId, kind, JSON.stringify(body), at];
			await tx.run("INSERT INTO records (conversation_id, kind, body, at) VALUES (?, ?, ?, ?)", values);
			return;
		}
		case "wake":
			return putIntoOutbox(tx, { conversationId, idempotencyKey, payload: effect, dueAt: at + effect.afterMs, leaseMs: 0 });
		case "openCase":
		case "tellAgent":
		case "withdrawCase":
			return putIntoOutbox(tx, { conversationId, idempotencyKey, payload: effect, dueAt: at, leaseMs });
		default:
			assertNever(effect);
	}
};
