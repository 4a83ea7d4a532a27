// Priors from closed cases: Dirichlet counts on top of the experts' estimates. Proposed here, applied by a person only.

import type { CauseId } from "../knowledge/causes.ts";

export type Counted = { readonly id: CauseId; readonly prior: number };

export type Proposal = {
	readonly cause: CauseId;
	readonly before: number;
	readonly after: number;
	/** Closed cases with this cause. */
	readonly cases: number;
};

/** How many closed cases the experts' estimates weigh as much as, together. */
const expertCases = 20;

/** Posterior mean on the scale of the given priors: their sum stays the same. The largest change comes first. */
export function proposePriors(priors: readonly Counted[], closed: readonly CauseId[], strength = expertCases): readonly Proposal[] {
	const total = priors.reduce((sum, { prior }) => sum + prior, 0);
	return priors
		.map(({ id, prior }) => {
			const cases = closed.filter((cause) => cause === id).length;
			const share = ((strength * prior) / total + cases) / (strength + closed.length);
			return { cause: id, before: prior, after: share * total, cases };
		})
		.sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
}
