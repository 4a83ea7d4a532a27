// How often a key (an address, a token) may do something: `limit` at once, then evenly over the window. One number a key.

export type RateVerdict = { readonly kind: "allowed" } | { readonly kind: "limited"; readonly retryAfterS: number };

export type RateLimit = (key: string) => RateVerdict;

type Options = { readonly limit: number; readonly windowMs: number; readonly now: () => number };

/** Above this many keys the idle ones are forgotten, then the oldest: memory stays bounded under a flood of addresses. */
const maxKeys = 20_000;

/** A limiter of its own memory. Asking counts. */
export const createRateLimit = ({ limit, windowMs, now }: Options): RateLimit => {
	/** When each key will have its whole allowance again. */
	const restoredAt = new Map<string, number>();
	const costMs = windowMs / limit;
	return (key) => {
		const at = now();
		const known = restoredAt.get(key) ?? 0;
		// Further ahead than the window was never given: the clock was set back, and nobody should wait for it to catch up.
		const restored = Math.max(known > at + windowMs ? at : known, at) + costMs;
		if (restored - at > windowMs) return { kind: "limited", retryAfterS: Math.ceil((restored - at - windowMs) / 1000) };
		restoredAt.delete(key);
		restoredAt.set(key, restored);
		if (restoredAt.size > maxKeys) forget(restoredAt, at);
		return { kind: "allowed" };
	};
};

const forget = (restoredAt: Map<string, number>, at: number): void => {
	for (const [key, restored] of restoredAt) if (restored <= at) restoredAt.delete(key);
	for (const key of restoredAt.keys()) {
		if (restoredAt.size <= maxKeys / 2) return;
		restoredAt.delete(key);
	}
};
