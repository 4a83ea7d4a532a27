// Promises as rows: made and settled by the turn that says so, looked after until then. The SQL of both databases.

import type { PromiseKind } from "../../dialogs/conversation.ts";
import type { Instant } from "../../dialogs/status/report.ts";
import type { Database, Row, Transaction } from "./database.ts";
import type { OpenPromise, PromiseRecord, PromiseStore } from "./store.ts";

type Made = { readonly conversationId: string; readonly kind: PromiseKind; readonly at: Instant; readonly dueAt: Instant | null };
type Settled = Omit<Made, "dueAt"> & { readonly as: "kept" | "withdrawn" | "replaced"; readonly proof: string | null };

/** Makes a promise; one of the kind that is still open is replaced by it. */
export const makePromise = async (tx: Transaction, { conversationId, kind, at, dueAt }: Made): Promise<void> => {
	await settlePromise(tx, { conversationId, kind, at, as: "replaced", proof: null });
	await tx.run("INSERT INTO promises (conversation_id, kind, made_at, due_at) VALUES (?, ?, ?, ?)", [conversationId, kind, at, dueAt]);
};

/** Settles the open promise of the kind, if there is one. `proof` is the log entry that keeps it. */
export const settlePromise = async (tx: Transaction, { conversationId, kind, at, as, proof }: Settled): Promise<void> => {
	const values = [as, at, proof, conversationId, kind];
	await tx.run(
		"UPDATE promises SET outcome = ?, settled_at = ?, proof = ? WHERE conversation_id = ? AND kind = ? AND outcome IS NULL",
		values,
	);
};

const columns = "id, conversation_id, kind, made_at, due_at";

/** The store's part for whoever looks after promises. */
export const createPromises = (database: Database): PromiseStore => {
	const select = async (where: string, values: readonly (string | number)[]): Promise<readonly OpenPromise[]> =>
		(await database.all(`SELECT ${columns} FROM promises WHERE outcome IS NULL AND ${where}`, values)).map(toOpen);
	/** Whoever is first. */
	const note = async (column: "warned_at" | "broken_at" | "delivered_at", where: string, values: readonly (string | number)[]) =>
		database.transaction(
			async (tx) => (await tx.run(`UPDATE promises SET ${column} = ? WHERE ${column} IS NULL AND ${where}`, values)) > 0,
		);
	return {
		open: (kind) => select("kind = ? ORDER BY made_at", [kind]),
		dueBefore: (time) => select("due_at <= ? AND broken_at IS NULL ORDER BY due_at", [time]),
		warned: ({ id }, at) => note("warned_at", "id = ?", [at, id]),
		broken: ({ id }, at) => note("broken_at", "id = ?", [at, id]),
		delivered: async (conversationId, proof, at) => {
			await note("delivered_at", "conversation_id = ? AND proof = ?", [at, conversationId, proof]);
		},
		ofConversation: async (conversationId) =>
			(await database.all("SELECT * FROM promises WHERE conversation_id = ? ORDER BY id", [conversationId])).map(toRecord),
	};
};

const orNull = (value: unknown): number | null => (value === null ? null : Number(value));

// Written by this file.
const timesOf = (row: Row) => ({ kind: row.kind as PromiseKind, madeAt: Number(row.made_at), dueAt: orNull(row.due_at) });

const toOpen = (row: Row): OpenPromise => ({ ...timesOf(row), id: Number(row.id), conversationId: String(row.conversation_id) });

const toRecord = (row: Row): PromiseRecord => ({
	...timesOf(row),
	outcome: row.outcome === null ? "open" : (row.outcome as Settled["as"]),
	settledAt: orNull(row.settled_at),
	proof: row.proof === null ? null : String(row.proof),
	deliveredAt: orNull(row.delivered_at),
	warnedAt: orNull(row.warned_at),
	brokenAt: orNull(row.broken_at),
});
