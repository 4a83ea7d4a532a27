// What merchants wrote that was not understood, or whose answer did not help, for staff who teach: redacted, the same words once.

import type { Effect } from "../../dialogs/conversation.ts";
import type { Database } from "./database.ts";
import type { Reviewed } from "./store.ts";

type Review = Extract<Effect, { readonly kind: "review" }>;

/** Most often written first, and of those the latest. */
export const reviewList = async (database: Database): Promise<readonly Reviewed[]> => {
	const rows = await database.all("SELECT body, at FROM records WHERE kind = 'review' ORDER BY id");
	const known = new Map<string, Reviewed>();
	for (const { body, at } of rows) {
		// The database gives back what commit-turn.ts wrote.
		const { text, language, offered }: Review = JSON.parse(String(body));
		const before = known.get(`${language}\n${text}`);
		known.set(`${language}\n${text}`, { text, language, offered, times: (before?.times ?? 0) + 1, lastAt: Number(at) });
	}
	return [...known.values()].sort((one, other) => other.times - one.times || other.lastAt - one.lastAt);
};
