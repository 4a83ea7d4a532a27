// The conversations going on right now, kept as they were last written, for a database that no other process writes to.

import { isToTouch } from "./accept-event.ts";
import type { Conversation, ConversationStore, NewInbound, TurnCommit } from "./store.ts";

/** A few kilobytes each. */
const maxKept = 500;

/** The same store, spared reading what it has just written. A state that is stale all the same is found out by its version. */
export const keepRecent = (conversations: ConversationStore): ConversationStore & { forgetAll(): void } => {
	const kept = new Map<string, Conversation>();
	/** Being read, and not changed since. */
	const reading = new Set<string>();
	const forget = (id: string): void => {
		reading.delete(id);
		kept.delete(id);
	};
	const keep = (conversation: Conversation): void => {
		kept.delete(conversation.id);
		kept.set(conversation.id, conversation);
		const [oldest] = kept.keys();
		if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
	};
	const changing = <T>(id: string, change: Promise<T>): Promise<T> => change.finally(() => forget(id));
	return {
		...conversations,
		find: async (id) => {
			const known = kept.get(id);
			if (known !== undefined) return known;
			reading.add(id);
			const found = await conversations.find(id);
			if (reading.delete(id) && found !== null) keep(found);
			return found;
		},
		readdress: (id, address) => changing(id, conversations.readdress(id, address)),
		accept: (inbound) => changing(inbound.conversationId, conversations.accept(inbound)),
		commitTurn: (turn) => changing(turn.conversationId, conversations.commitTurn(turn)),
		commitAtOnce: async (turn, inbound) => {
			const { conversationId } = turn;
			const before = kept.get(conversationId);
			const committed = await conversations.commitAtOnce(turn, inbound).catch((error: unknown) => {
				forget(conversationId);
				throw error;
			});
			const isStill = before !== undefined && kept.get(conversationId) === before && committed.kind === "committed";
			if (isStill) keep(after(before, turn, inbound));
			else forget(conversationId);
			return committed;
		},
		forgetAll: () => {
			reading.clear();
			kept.clear();
		},
	};
};

/** The conversation as commit-turn.ts has just written it. */
const after = (before: Conversation, { version, state, entries, at }: TurnCommit, { logEntry, carry }: NewInbound): Conversation => ({
	...before,
	version: version + 1,
	state,
	carry: carry?.after ?? before.carry,
	logSeq: before.logSeq + (logEntry === null ? 0 : 1) + entries.length,
	touchedAt: isToTouch(before.touchedAt, at) ? at : before.touchedAt,
});
