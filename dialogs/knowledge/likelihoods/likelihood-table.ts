// How rows of likelihoods are written: percent per answer, in the order of the question's answers, normalised at load.

import type { CauseId } from "../causes.ts";

/** P(answer | cause) of one question: `usual` for every cause that `except` does not name. All are expert estimates. */
export type LikelihoodTable = {
	readonly usual: readonly number[];
	readonly except: Readonly<Partial<Record<CauseId, readonly number[]>>>;
};
