// A secret that outlives the process: taken from the configuration, or made once and kept in the data folder.

import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const bytes = 32;

/** The configured secret, or the one in `<dataDir>/<name>`, which is made when it is missing; only the owner may read the file. */
export const keepSecret = async (dataDir: string, name: string, configured: string | undefined): Promise<string> => {
	if (configured !== undefined) return configured;
	await mkdir(dataDir, { recursive: true, mode: 0o700 });
	const file = join(dataDir, name);
	const made = randomBytes(bytes).toString("base64url");
	const isOurs = await writeFile(file, made, { flag: "wx", mode: 0o600 }).then(
		() => true,
		(error: NodeJS.ErrnoException) => {
			if (error.code === "EEXIST") return false;
			throw error;
		},
	);
	return isOurs ? made : (await readFile(file, "utf8")).trim();
};
