// Counts tries to sign in that went wrong, so that passwords cannot be guessed. A right one clears the count.

import type { Instant } from "../../dialogs/status/report.ts";

type BadLogins = {
	/** Counts a try before it is checked, so that many at once do not slip through. Seconds to wait, or `null` to go on. */
	tryNow(key: string): number | null;
	forgive(key: string): void;
};

type Options = { readonly limit: number; readonly windowMs: number; readonly now: () => Instant };

/** Above this many keys the oldest are forgotten: a flood of addresses does not fill the memory. */
const maxKeys = 10_000;

/** A count of its own memory: `limit` tries a key in any window that starts with its first bad one. */
export const createBadLogins = ({ limit, windowMs, now }: Options): BadLogins => {
	const tries = new Map<string, { readonly since: Instant; readonly count: number }>();
	const tryNow = (key: string): number | null => {
		const known = tries.get(key);
		const current = known === undefined || known.since + windowMs <= now() ? { since: now(), count: 0 } : known;
		if (current.count >= limit) return Math.ceil((current.since + windowMs - now()) / 1000);
		tries.delete(key);
		tries.set(key, { since: current.since, count: current.count + 1 });
		const [oldest] = tries.keys();
		if (tries.size > maxKeys && oldest !== undefined) tries.delete(oldest);
		return null;
	};
	return { tryNow, forgive: (key) => void tries.delete(key) };
};
