// `npm run review -- --from DATA_DIR | postgres://…`: what was not understood, a line each, most often first.

import { parseArgs } from "node:util";
import pino from "pino";
import { openStore, placeNamed } from "./open-store.ts";
import type { Reviewed } from "./store.ts";

const { from } = parseArgs({ options: { from: { type: "string" } } }).values;

/** Times, the day it was written last, language, words, and what was offered: with tabs between, as a spreadsheet takes it. */
const lineOf = ({ times, lastAt, language, text, offered }: Reviewed): string =>
	[times, new Date(lastAt).toISOString().slice(0, 10), language, text.replaceAll(/\s+/gu, " "), offered.join(" ")].join("\t");

const print = async (place: string): Promise<void> => {
	const store = await openStore({ ...placeNamed(place), logger: pino({ level: "error" }) });
	try {
		for (const reviewed of await store.reviewList()) process.stdout.write(`${lineOf(reviewed)}\n`);
	} finally {
		await store.close();
	}
};

if (from === undefined) {
	process.stderr.write("npm run review -- --from DATA_DIR | postgres://…\n");
	process.exitCode = 1;
} else await print(from);
