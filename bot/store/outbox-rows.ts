// The outbox as rows. Items of one conversation and lane leave one after the other; a lease is a due time in the future.

import { assertNever } from "../../dialogs/assert-never.ts";
import type { Instant } from "../../dialogs/status/report.ts";
import type { Row, Transaction } from "./database.ts";
import type { OutboxItem, OutboxPayload } from "./store.ts";

/** Told with the due time when an item was put in; along with it goes the item, when it was leased to this process by the same commit. */
export const putTopic = "put";

type NewItem = {
	readonly conversationId: string;
	readonly idempotencyKey: string;
	readonly payload: OutboxPayload;
	readonly dueAt: Instant;
	/** Above 0, an item that nothing is ahead of is leased to this process for so long. */
	readonly leaseMs: number;
	/** The same transaction has just put in the one before it. */
	readonly follows?: boolean;
};

type NewWake = NewItem & { readonly payload: Extract<OutboxPayload, { kind: "wake" }> };

const isWake = (item: NewItem): item is NewWake => item.payload.kind === "wake";

/** Puts an item at the end of its lane. A wake replaces the one with the same reason that is still to come. */
export const putIntoOutbox = async (tx: Transaction, item: NewItem): Promise<void> => {
	const { conversationId, idempotencyKey, payload, dueAt, leaseMs, follows = false } = item;
	const lane = laneOf(payload);
	if (isWake(item) && (await putOff(tx, item, lane))) return;
	const leasedUntil = dueAt + leaseMs;
	const row = await tx.first(
		`INSERT INTO outbox (conversation_id, lane, idempotency_key, payload, attempts, due_at)
		SELECT ?, ?, ?, ?, 0, CASE WHEN EXISTS (SELECT 1 FROM outbox WHERE conversation_id = ? AND lane = ? AND dead_at IS NULL)
			THEN CAST(? AS BIGINT) ELSE CAST(? AS BIGINT) END
		RETURNING id, due_at`,
		[conversationId, lane, idempotencyKey, JSON.stringify(payload), conversationId, lane, dueAt, leasedUntil],
	);
	const isLeased = leaseMs > 0 && Number(row?.due_at) === leasedUntil;
	// Whoever delivers what is ahead of it takes it next, unless that is being settled right now by a transaction that does not see it.
	if (leaseMs > 0 && !isLeased && (tx.isAlone || follows)) return;
	const taken: OutboxItem | undefined = isLeased
		? { id: Number(row?.id), conversationId, idempotencyKey, payload, attempts: 0 }
		: undefined;
	tx.tell(putTopic, String(row?.due_at), taken);
};

/** The wake that is still to come takes the new one's place and time; false when there is none. */
const putOff = async (tx: Transaction, { conversationId, idempotencyKey, payload, dueAt }: NewWake, lane: string): Promise<boolean> => {
	const changed = await tx.run(
		`UPDATE outbox SET idempotency_key = ?, payload = ?, attempts = 0, due_at = ?, error = NULL
		WHERE conversation_id = ? AND lane = ? AND dead_at IS NULL`,
		[idempotencyKey, JSON.stringify(payload), dueAt, conversationId, lane],
	);
	if (changed > 0) tx.tell(putTopic, String(dueAt));
	return changed > 0;
};

/** What must keep its order shares a lane: what the desk is told, and what the merchant is sent. */
export const laneOf = (payload: OutboxPayload): string => {
	switch (payload.kind) {
		case "sendActivity":
			return "channel";
		case "openCase":
		case "tellAgent":
		case "withdrawCase":
			return "desk";
		case "wake":
			return `wake.${payload.reason}`;
		default:
			return assertNever(payload);
	}
};

/** Flows wait to hear only whether the case was opened. */
export const isHeardByFlows = (kind: OutboxPayload["kind"]): kind is "openCase" => kind === "openCase";

/** Columns that toItem reads. */
export const itemColumns = "id, conversation_id, idempotency_key, payload, attempts";

/** An item as it was put in. */
export const toItem = (row: Row): OutboxItem => ({
	id: Number(row.id),
	conversationId: String(row.conversation_id),
	idempotencyKey: String(row.idempotency_key),
	payload: JSON.parse(String(row.payload)),
	attempts: Number(row.attempts),
});
