// What outlives a redrawn page (another language, a lost session): the case on the screen, drafts, messages on their way.

import type { Outgoing } from "./outgoing.ts";

export type Kept = {
	selected: string | null;
	readonly drafts: Map<string, string>;
	readonly outgoing: Map<string, Outgoing>;
	/** Waiting cases that were announced already. */
	announced: ReadonlySet<string>;
	/** Own cases with messages nobody looked at. */
	readonly unread: Set<string>;
};

/** Nothing yet, but for the case in the page's address. */
export const createKept = (selected: string | null): Kept => ({
	selected,
	drafts: new Map(),
	outgoing: new Map(),
	announced: new Set(),
	unread: new Set(),
});
