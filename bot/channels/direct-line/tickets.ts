// Stream URLs: good for one WebSocket and one minute, on whichever replica. The store decides; the process remembers, so as not to ask twice.

import { z } from "zod";
import type { Store } from "../../store/store.ts";
import type { Holder, Tokens } from "./tokens.ts";

export type Ticket = {
	readonly conversationId: string;
	readonly userId: string;
	readonly origins: Holder["origins"];
	/** Replay starts after this sequence number. */
	readonly afterSeq: number;
};

export type Tickets = {
	issue(ticket: Ticket): string;
	/** What the ticket says while it is good; it stays good. */
	read(sealed: string): Ticket | null;
	/** The same, once. Rejects when the store is away. */
	spend(sealed: string): Promise<Ticket | null>;
};

type Deps = {
	readonly tokens: Tokens;
	readonly store: Pick<Store["conversations"], "spendTicket">;
	readonly now: () => number;
	readonly newId: () => string;
};

const lifetimeMs = 60_000;

const claims = z.object({
	id: z.string(),
	conversationId: z.string(),
	userId: z.string(),
	origins: z.array(z.string()).nullable(),
	afterSeq: z.number(),
	exp: z.number(),
});

/** Tickets sealed with the tokens' key. */
export const createTickets = ({ tokens, store, now, newId }: Deps): Tickets => {
	const spent = new Map<string, number>();
	const open = (sealed: string) => {
		const claim = claims.safeParse(tokens.open("stream", sealed)).data;
		return claim === undefined || claim.exp <= now() || spent.has(claim.id) ? null : claim;
	};
	return {
		issue: (ticket) => tokens.seal("stream", { ...ticket, id: newId(), exp: now() + lifetimeMs }),
		read: open,
		spend: async (sealed) => {
			const claim = open(sealed);
			if (claim === null) return null;
			for (const [id, exp] of spent) {
				// Oldest first, all with the same lifetime: the rest is younger.
				if (exp > now()) break;
				spent.delete(id);
			}
			spent.set(claim.id, claim.exp);
			const { conversationId, id, exp: expiresAt } = claim;
			return (await store.spendTicket({ conversationId, id, expiresAt }, now())) ? claim : null;
		},
	};
};
