// One vocabulary for what any status page says about the back office.

/** Epoch milliseconds. */
export type Instant = number;

type Trouble = {
	/** When the page was read. */
	readonly asOf: Instant;
	readonly since?: Instant;
	/** Names of the affected parts, as the page spells them. */
	readonly components: readonly string[];
};

export type StatusReport =
	| { readonly kind: "operational"; readonly asOf: Instant }
	| ({ readonly kind: "degraded" } & Trouble)
	| ({ readonly kind: "outage" } & Trouble)
	| ({ readonly kind: "maintenance"; readonly until?: Instant } & Trouble)
	/** Not evidence of anything: unreachable, too slow, malformed or too old to trust. */
	| { readonly kind: "unavailable"; readonly reason: "unreachable" | "timeout" | "malformed" | "stale"; readonly lastGood?: Instant };
