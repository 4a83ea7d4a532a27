// Tickets that are good once: the first to write one down has it, on whichever replica.

import type { Instant } from "../../dialogs/status/report.ts";
import type { Database } from "./database.ts";
import type { SpentTicket } from "./store.ts";

/** Replicas' clocks differ: one that is behind still takes a ticket that has run out elsewhere. */
const keptAfterExpiryMs = 10 * 60_000;

/** Whether it was not spent before. Takes the conversation's own old ones along, so that few are ever kept. */
export const spendTicket = (database: Database, { conversationId, id, expiresAt }: SpentTicket, now: Instant): Promise<boolean> =>
	database.transaction(async (tx) => {
		await tx.run("DELETE FROM spent_tickets WHERE conversation_id = ? AND expires_at < ?", [conversationId, now - keptAfterExpiryMs]);
		const written = await tx.run("INSERT INTO spent_tickets (conversation_id, id, expires_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", [
			conversationId,
			id,
			expiresAt,
		]);
		return written === 1;
	});
