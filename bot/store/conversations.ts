// Conversations: who they are with, their state, their pending events and their log. The SQL of both databases.

import { acceptEvent, pendingOf } from "./accept-event.ts";
import { commitAtOnce, commitTurn } from "./commit-turn.ts";
import type { Database, Row } from "./database.ts";
import { readLog } from "./log-rows.ts";
import { spendTicket } from "./spent-tickets.ts";
import type { Conversation, ConversationStore, NewConversation, PendingInbound } from "./store.ts";

/** The conversation part of the store. */
export const createConversations = (database: Database): ConversationStore => ({
	create: (conversation, at) => database.transaction((tx) => insert(conversation, at, tx.run)),
	find: async (conversationId) => {
		const row = await database.first(
			"SELECT id, channel, user_id, address, version, state, carry, log_seq, event_seq, touched_at FROM conversations WHERE id = ?",
			[conversationId],
		);
		return row === undefined ? null : toConversation(row);
	},
	readdress: async (conversationId, address) => {
		const values = [JSON.stringify(address), conversationId, JSON.stringify(address)];
		await database.transaction((tx) => tx.run("UPDATE conversations SET address = ? WHERE id = ? AND address <> ?", values));
	},
	accept: (inbound) => database.transaction((tx) => acceptEvent(database, tx, inbound)),
	nextPending: async (conversationId) => {
		const row = await database.first("SELECT seq, entry_id, inbound, at FROM events WHERE conversation_id = ? ORDER BY seq LIMIT 1", [
			conversationId,
		]);
		return row === undefined ? null : toPending(row);
	},
	conversationsPending: async (limit, acceptedBefore) => {
		const rows = await database.all("SELECT conversation_id FROM events WHERE at <= ? GROUP BY conversation_id ORDER BY MIN(at) LIMIT ?", [
			acceptedBefore,
			limit,
		]);
		return rows.map((row) => String(row.conversation_id));
	},
	commitTurn: (turn) => database.transaction((tx) => commitTurn(tx, turn)),
	commitAtOnce: (turn, inbound) => database.transaction((tx) => commitAtOnce(tx, turn, inbound)),
	log: (conversationId, afterSeq, limit) => readLog(database, conversationId, afterSeq, limit),
	spendTicket: (ticket, now) => spendTicket(database, ticket, now),
});

type Run = (sql: string, values: readonly (string | number)[]) => Promise<number>;

const insert = async (conversation: NewConversation, at: number, run: Run): Promise<void> => {
	const { id, channel, userId, address, state } = conversation;
	await run(
		`INSERT INTO conversations (id, channel, user_id, address, state, carry, version, log_seq, event_seq, touched_at, kept_since)
		VALUES (?, ?, ?, ?, ?, '[]', 0, 0, 0, ?, ?) ON CONFLICT DO NOTHING`,
		[id, channel, userId, JSON.stringify(address), JSON.stringify(state), at, at],
	);
};

// Columns below hold what this folder wrote: JSON of the port's own types.

const toConversation = (row: Row): Conversation => ({
	id: String(row.id),
	channel: row.channel as Conversation["channel"],
	userId: String(row.user_id),
	address: JSON.parse(String(row.address)),
	version: Number(row.version),
	state: JSON.parse(String(row.state)),
	carry: JSON.parse(String(row.carry)),
	logSeq: Number(row.log_seq),
	touchedAt: Number(row.touched_at),
	pending: pendingOf(Number(row.version), Number(row.event_seq)),
});

const toPending = (row: Row): PendingInbound => ({
	seq: Number(row.seq),
	entryId: row.entry_id === null ? null : String(row.entry_id),
	inbound: JSON.parse(String(row.inbound)),
	at: Number(row.at),
});
