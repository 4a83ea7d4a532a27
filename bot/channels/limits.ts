// How often one caller may call.

type Allowance = { readonly limit: number; readonly windowMs: number };

export type Allowances = {
	/** Tokens and conversations an address may start; many merchants share one behind a carrier's NAT. */
	readonly starts: Allowance;
	/** Calls in one conversation. */
	readonly calls: Allowance;
	/** Uploads in one conversation. */
	readonly uploads: Allowance;
	/** Uploads from one address. */
	readonly uploadsFrom: Allowance;
	/** Pictures an address fetches; a page shows its whole history at once. */
	readonly pictures: Allowance;
};

export const allowances: Allowances = {
	starts: { limit: 1_000, windowMs: 10_000 },
	calls: { limit: 300, windowMs: 10_000 },
	uploads: { limit: 20, windowMs: 600_000 },
	uploadsFrom: { limit: 200, windowMs: 600_000 },
	pictures: { limit: 300, windowMs: 10_000 },
};
