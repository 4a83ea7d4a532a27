// How long what is being delivered is ours alone. A process that dies renews nothing, and within this time others take over.

import type { OutboxItem, OutboxStore } from "../store/store.ts";

/** Clocks of replicas must not differ by as much. */
export const leaseMs = 4_000;

/** Twice within a lease, and once more in case the first came late. */
const renewMs = 1_500;

type Deps = {
	readonly outbox: Pick<OutboxStore, "renew">;
	readonly now: () => number;
	/** Others may try the items too then, under the same keys. */
	readonly failed: (error: unknown) => void;
};

export type Leases = {
	/** False when the item is under way here already: its lease ran out, and we took it again ourselves. */
	hold(item: OutboxItem): boolean;
	release(item: OutboxItem): void;
	/** Renews no more. */
	end(): void;
};

/** Keeps the leases of what is under way in this process. */
export const createLeases = ({ outbox, now, failed }: Deps): Leases => {
	const held = new Map<number, OutboxItem>();
	const renew = (): void => {
		if (held.size > 0) outbox.renew([...held.values()], now() + leaseMs).catch(failed);
	};
	const timer = setInterval(renew, renewMs).unref();
	return {
		hold: (item) => {
			if (held.has(item.id)) return false;
			held.set(item.id, item);
			return true;
		},
		release: ({ id }) => held.delete(id),
		end: () => clearInterval(timer),
	};
};
