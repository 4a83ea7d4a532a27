// What became of past cases, for learning: the cause an agent closed with, else the likeliest one when the merchant said it was mended.

import type { Database } from "./database.ts";

type Recorded = { readonly outcome?: { readonly ending?: string; readonly confirmed?: boolean; readonly topCause?: string | null } };

const mended = (body: unknown): string | null => {
	// The database gives back what commit-turn.ts wrote.
	const { outcome } = JSON.parse(String(body)) as Recorded;
	return outcome?.ending === "solved" && outcome.confirmed === true ? (outcome.topCause ?? null) : null;
};

/** One cause a conversation; an agent's word counts more than the diagnosis' own. */
export const closedCauses = async (database: Database): Promise<readonly string[]> => {
	const records = await database.all("SELECT conversation_id, body FROM records WHERE kind = 'recordOutcome' ORDER BY id");
	const cases = await database.all("SELECT conversation_id, cause FROM cases WHERE cause IS NOT NULL ORDER BY closed_at");
	const known = new Map<string, string>();
	for (const { conversation_id: id, body } of records) {
		const cause = mended(body);
		if (cause !== null) known.set(String(id), cause);
	}
	for (const { conversation_id: id, cause } of cases) known.set(String(id), String(cause));
	return [...known.values()];
};
