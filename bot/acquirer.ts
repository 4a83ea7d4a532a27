// What an acquirer changes without touching code: `acquirer.json` in the data folder, with its own codes, priors, minutes and copy.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Overrides, overridesSchema } from "../dialogs/knowledge/overrides.ts";
import { relinkError } from "./errors.ts";

const name = "acquirer.json";

/** The acquirer's file, or nothing changed when there is none. Throws CONFIG_INVALID with every mistake named, one a line. */
export const readAcquirer = async (dataDir: string): Promise<Overrides> => {
	const text = await readFile(join(dataDir, name), "utf8").catch((error: NodeJS.ErrnoException) => {
		if (error.code === "ENOENT") return null;
		throw error;
	});
	if (text === null) return {};
	const parsed = overridesSchema.safeParse(json(text));
	if (parsed.success) return parsed.data;
	const mistakes = parsed.error.issues.map(({ path, message }) => `${name}: ${path.join(".")}: ${message}`);
	throw relinkError("CONFIG_INVALID", { detail: `\n${mistakes.join("\n")}`, retryable: false });
};

const json = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw relinkError("CONFIG_INVALID", { detail: `\n${name}: not JSON`, retryable: false, cause });
	}
};
