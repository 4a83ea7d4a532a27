// The causes of closed cases: from a file of `{"cause":"routerFault"}` lines, or from what a running installation keeps.

import { readFileSync, statSync } from "node:fs";
import pino from "pino";
import { z } from "zod";
import { openStore, placeNamed } from "../../bot/store/open-store.ts";
import { type CauseId, causes } from "../../dialogs/knowledge/causes.ts";

export type Closed = { readonly causes: readonly CauseId[] } | { readonly mistakes: readonly string[] };

/** `from`: a file, a data folder, or the address of a PostgreSQL database. */
export const closedCases = async (from: string): Promise<Closed> => {
	const place = placeNamed(from);
	return place.databaseUrl !== null || statSync(from).isDirectory() ? inStore(place) : inFile(from);
};

const causeId = z.enum(causes.map(({ id }) => id));
const line = z.object({ cause: causeId });

/** What agents closed cases with, and what merchants confirmed to be mended, one cause a conversation. */
const inStore = async (place: ReturnType<typeof placeNamed>): Promise<Closed> => {
	const store = await openStore({ ...place, logger: pino({ level: "error" }) });
	try {
		const found = await store.closedCauses();
		return { causes: found.flatMap((cause) => causeId.safeParse(cause).data ?? []) };
	} finally {
		await store.close();
	}
};

const inFile = (path: string): Closed => {
	const rows = readFileSync(path, "utf8")
		.split("\n")
		.map((text, at) => ({ text, at: at + 1 }))
		.filter(({ text }) => text.trim() !== "")
		.map(({ text, at }) => ({ at, parsed: line.safeParse(parse(text)) }));
	const mistakes = rows.flatMap(({ at, parsed }) =>
		parsed.success ? [] : [`${path}:${at}: ${parsed.error.issues.map(({ message }) => message).join("; ")}`],
	);
	return mistakes.length > 0 ? { mistakes } : { causes: rows.flatMap(({ parsed }) => parsed.data?.cause ?? []) };
};

const parse = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
};
