// A secret that outlives the process: taken from the configuration, or made once and kept in the data folder.

import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { relinkError } from "./errors.ts";

const bytes = 32;

/** As the configuration demands of its own. */
const shortest = 32;

/**
 * The configured secret, or the one in `<dataDir>/<name>`, which is made when it is missing; only the owner may read the file.
 * Throws CONFIG_INVALID when the file holds less than a secret: signing with that would be signing with nothing.
 */
export const keepSecret = async (dataDir: string, name: string, configured: string | undefined): Promise<string> => {
	if (configured !== undefined) return configured;
	await mkdir(dataDir, { recursive: true, mode: 0o700 });
	const file = join(dataDir, name);
	if (!existsSync(file)) await make(file);
	const secret = (await readFile(file, "utf8")).trim();
	if (secret.length < shortest) throw relinkError("CONFIG_INVALID", { detail: `${file} is damaged; delete it to have a new one made` });
	return secret;
};

/** Under its name only once it is whole and on the disk. The first of several that start together wins. */
const make = async (file: string): Promise<void> => {
	const made = `${file}.${randomBytes(8).toString("hex")}`;
	try {
		const handle = await open(made, "wx", 0o600);
		try {
			await handle.writeFile(randomBytes(bytes).toString("base64url"));
			await handle.sync();
		} finally {
			await handle.close();
		}
		await link(made, file);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
	} finally {
		await rm(made, { force: true });
	}
};
