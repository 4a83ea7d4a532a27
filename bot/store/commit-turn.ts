// The one transaction of a turn: state, log, effects and "this event is answered", or nothing at all.

import { assertNever } from "../../dialogs/assert-never.ts";
import type { Effect } from "../../dialogs/conversation.ts";
import { changedTopic, lock, pendingOf, touch } from "./accept-event.ts";
import type { Database, Transaction } from "./database.ts";
import { firstEntryId, isFirst } from "./dedupe.ts";
import { entryId, insertLog } from "./log-rows.ts";
import { putIntoOutbox } from "./outbox-rows.ts";
import { makePromise, settlePromise } from "./promises.ts";
import type { Committed, ConversationStore, LogEntry, NewInbound, PendingTurnCommit, TurnCommit } from "./store.ts";

/** Commits inside the transaction, unless another turn has answered the event or changed the state since it was read. */
export const commitTurn = async (tx: Transaction, turn: PendingTurnCommit): Promise<Committed> => {
	const { conversationId, inboundSeq, entries, at } = turn;
	const [row] = await tx.all(
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

/** Accepts an event and commits its answer inside the transaction, unless another event came first or changed the state since it was read. */
export const commitAtOnce = async (
	{ dialect }: Database,
	tx: Transaction,
	turn: TurnCommit,
	inbound: NewInbound,
): ReturnType<ConversationStore["commitAtOnce"]> => {
	const { conversationId, state, at } = turn;
	const { version, logSeq, eventSeq } = await lock(dialect, tx, conversationId);
	if (version !== turn.version || pendingOf(version, eventSeq) > 0) return { kind: "stale" };
	const said = inbound.logEntry === null ? [] : [inbound.logEntry];
	if (!(await isFirst(tx, inbound, said.length === 0 ? null : entryId(conversationId, logSeq + 1)))) {
		return { kind: "duplicate", entryId: await firstEntryId(tx, inbound) };
	}
	const carry = inbound.carry === null ? null : JSON.stringify(inbound.carry);
	const lastSeq = logSeq + said.length + turn.entries.length;
	await tx.run(`UPDATE conversations SET state = ?, version = ?, event_seq = ?, log_seq = ?, carry = COALESCE(?, carry) WHERE id = ?`, [
		JSON.stringify(state),
		version + 1,
		eventSeq + 1,
		lastSeq,
		carry,
		conversationId,
	]);
	await touch(tx, conversationId, at);
	const written = await insertLog(tx, conversationId, logSeq + 1, [...said, ...turn.entries]);
	const entries = written.slice(said.length);
	await writeEffects(tx, turn, entries);
	tx.tell(changedTopic, conversationId, written);
	return { kind: "committed", entries };
};

/** What leaves with the state: effects, and messages for channels that are not ours. */
const writeEffects = async (tx: Transaction, turn: TurnCommit, written: readonly LogEntry[]): Promise<void> => {
	const { conversationId, version, effects } = turn;
	const writing = { ...turn, proof: written.findLast(({ keepsPromise }) => keepsPromise)?.id ?? null };
	for (const [index, effect] of effects.entries()) await writeEffect(tx, writing, effect, `${conversationId}:${version + 1}:${index}`);
	if (turn.send) for (const entry of written) await putIntoOutbox(tx, toSend(turn, entry));
};

const toSend = ({ conversationId, at, leaseMs }: TurnCommit, entry: LogEntry) => ({
	conversationId,
	idempotencyKey: entry.id,
	payload: { kind: "sendActivity", entry } as const,
	dueAt: at,
	leaseMs,
});

/** `proof`: the log entry that keeps a promise, if one does. */
type Writing = TurnCommit & { readonly proof: string | null };

/** What needs nobody outside is a row at once; the rest leaves through the outbox. */
const writeEffect = async (tx: Transaction, turn: Writing, effect: Effect, idempotencyKey: string): Promise<void> => {
	const { conversationId, at, leaseMs, proof } = turn;
	switch (effect.kind) {
		case "promise":
			return makePromise(tx, { conversationId, kind: effect.promise, at, dueAt: effect.dueAt });
		case "settlePromise":
			return settlePromise(tx, { conversationId, kind: effect.promise, at, as: effect.as, proof: effect.as === "kept" ? proof : null });
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
