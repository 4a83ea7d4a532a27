// The Direct Line secret: the configured one, or one made once and kept beside the database.

import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

type Options = { readonly dataDir: string; readonly configured: string | undefined };

/** The secret. A made one survives restarts, so tokens do too. */
export const readSecret = async ({ dataDir, configured }: Options): Promise<string> => {
	if (configured !== undefined) return configured;
	const file = join(dataDir, "direct-line-secret");
	await mkdir(dataDir, { recursive: true, mode: 0o700 });
	// Whoever comes first makes it: two processes starting together end with the same one.
	await writeFile(file, randomBytes(32).toString("base64url"), { flag: "wx", mode: 0o600 }).catch(unlessThere);
	return (await readFile(file, "utf8")).trim();
};

const unlessThere = (error: NodeJS.ErrnoException): void => {
	if (error.code !== "EEXIST") throw error;
};
