// Cases of the built-in desk, the people who work on them, their sessions and the audit log. The SQL of both databases.

import type { Instant } from "../../dialogs/status/report.ts";
import { acceptEvent } from "./accept-event.ts";
import { createAgents } from "./agents.ts";
import { places } from "./by-count.ts";
import type { CaseStore, DeskCase } from "./case-store.ts";
import type { Database, Row, Transaction } from "./database.ts";
import type { Inbound } from "./store.ts";

const columns = `reference, conversation_id, status, opened_at, accepted_at, closed_at, agent_id, agent_name, cause, summary,
	(SELECT due_at FROM promises WHERE promises.conversation_id = cases.conversation_id AND kind = 'agent' AND outcome IS NULL) AS answer_by`;

/** The built-in desk's part of the store. */
export const createCases = (database: Database): CaseStore => {
	const select = async (where: string, values: readonly (string | number)[]): Promise<readonly DeskCase[]> =>
		(await database.all(`SELECT ${columns} FROM cases WHERE ${where}`, values)).map(toCase);
	return {
		open: (key, conversationId, summary, at) => database.transaction((tx) => open(database, tx, { key, conversationId, summary, at })),
		find: async (reference) => (await select("reference = ?", [reference]))[0] ?? null,
		findLive: async (conversationId) =>
			(await select("conversation_id = ? AND status <> 'resolved' ORDER BY opened_at DESC LIMIT 1", [conversationId]))[0] ?? null,
		list: (statuses, limit) => select(`status IN (${places(statuses.length)}) ORDER BY opened_at, reference LIMIT ?`, [...statuses, limit]),
		abandoned: (before) => select("status = 'withAgent' AND agent_seen_at < ? ORDER BY opened_at", [before]),
		recentlyTaken: async (limit) => {
			const rows = await database.all(
				"SELECT opened_at, accepted_at FROM cases WHERE accepted_at IS NOT NULL ORDER BY accepted_at DESC LIMIT ?",
				[limit],
			);
			return rows.map((row) => ({ openedAt: Number(row.opened_at), acceptedAt: Number(row.accepted_at) }));
		},
		...createCaseChanges(database),
		...createAgents(database),
	};
};

type Changes = Pick<CaseStore, "accept" | "requeue" | "keepAlive" | "close">;

/** Each is one UPDATE whose condition decides who wins; what the merchant should notice is an event in the same transaction. */
const createCaseChanges = (database: Database): Changes => {
	const change = async (sql: string, values: readonly (string | number | null)[]): Promise<boolean> =>
		database.transaction(async (tx) => (await tx.run(`UPDATE cases SET ${sql}`, values)) > 0);
	return {
		accept: (reference, { id, name }, at) =>
			database.transaction(async (tx) => {
				const row = await tx.first(
					`UPDATE cases SET status = 'withAgent', agent_id = ?, agent_name = ?, accepted_at = ?, agent_seen_at = ?
					WHERE reference = ? AND status = 'waiting' RETURNING conversation_id`,
					[id, name, at, at, reference],
				);
				if (row === undefined) return false;
				const held = { reference, conversationId: String(row.conversation_id), acceptedAt: at };
				await tell(database, tx, { held, step: "took", inbound: { kind: "agentTook", agentName: name }, at });
				return true;
			}),
		requeue: (held, at) =>
			database.transaction(async (tx) => {
				const requeued = await tx.run(
					`UPDATE cases SET status = 'waiting', agent_id = NULL, agent_name = NULL, accepted_at = NULL
					WHERE reference = ? AND agent_id = ? AND accepted_at = ? AND status = 'withAgent'`,
					[held.reference, held.agentId, held.acceptedAt],
				);
				if (requeued === 0) return false;
				await tell(database, tx, { held, step: "left", inbound: { kind: "agentLeft", agentName: held.agentName ?? "" }, at });
				return true;
			}),
		keepAlive: async (agentId, at) => {
			await change("agent_seen_at = ? WHERE agent_id = ? AND status = 'withAgent'", [at, agentId]);
		},
		close: (reference, cause, at) =>
			change("status = 'resolved', cause = ?, closed_at = ? WHERE reference = ? AND status <> 'resolved'", [cause, at, reference]),
	};
};

type Held = Pick<DeskCase, "reference" | "acceptedAt">;

/** Each acceptance has its own keys, so a case that comes back can be taken, left and closed again. */
export const stepKey = ({ reference, acceptedAt }: Held, step: "took" | "left" | "returned" | "closed"): string =>
	`desk:${reference}:${acceptedAt}:${step}`;

type Told = {
	readonly held: Held & Pick<DeskCase, "conversationId">;
	readonly step: "took" | "left";
	readonly inbound: Inbound;
	readonly at: Instant;
};

const tell = async (database: Database, tx: Transaction, { held, step, inbound, at }: Told): Promise<void> => {
	const { conversationId } = held;
	await acceptEvent(database, tx, { conversationId, dedupeKeys: [stepKey(held, step)], inbound, logEntry: null, carry: null, at });
};

type Opening = Pick<DeskCase, "conversationId" | "summary"> & { readonly key: string; readonly at: number };

/** The case's reference is the conversation's own; later cases are numbered, and so are those of another conversation that happens to have the same. */
const open = async ({ dialect }: Database, tx: Transaction, opening: Opening): Promise<DeskCase> => {
	const { key, conversationId, summary } = opening;
	await tx.all(`SELECT id FROM conversations WHERE id = ? ${dialect.forUpdate}`, [conversationId]);
	const known = await tx.first(`SELECT ${columns} FROM cases WHERE idempotency_key = ?`, [key]);
	if (known !== undefined) return toCase(known);
	for (let number = 1; ; number++) {
		const opened = await insert(tx, opening, number === 1 ? summary.caseId : `${summary.caseId}-${number}`);
		if (opened !== null) return opened;
	}
};

/** Null when the reference is taken. */
const insert = async (tx: Transaction, { key, conversationId, summary, at }: Opening, reference: string): Promise<DeskCase | null> => {
	const row = await tx.first(
		`INSERT INTO cases (reference, conversation_id, idempotency_key, status, opened_at, summary) VALUES (?, ?, ?, 'waiting', ?, ?)
		ON CONFLICT (reference) DO NOTHING RETURNING ${columns}`,
		[reference, conversationId, key, at, JSON.stringify(summary)],
	);
	return row === undefined ? null : toCase(row);
};

const orNull = <T>(value: unknown, read: (value: unknown) => T): T | null => (value === null ? null : read(value));

const toCase = (row: Row): DeskCase => ({
	reference: String(row.reference),
	conversationId: String(row.conversation_id),
	// Written by this file.
	status: row.status as DeskCase["status"],
	openedAt: Number(row.opened_at),
	acceptedAt: orNull(row.accepted_at, Number),
	answerBy: orNull(row.answer_by, Number),
	closedAt: orNull(row.closed_at, Number),
	agentId: orNull(row.agent_id, String),
	agentName: orNull(row.agent_name, String),
	cause: orNull(row.cause, String),
	summary: JSON.parse(String(row.summary)),
});
