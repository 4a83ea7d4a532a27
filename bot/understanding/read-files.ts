// The text files understanding is made of, in an order that is the same on every machine.

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export type TextFile = { readonly path: string; readonly text: string };

/** Files below the folder whose names end so, sorted by path; none when there is no such folder. */
export const readFiles = async (folder: string, ending: string): Promise<TextFile[]> => {
	const names = await readdir(folder, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
		if (cause.code === "ENOENT") return [];
		throw cause;
	});
	const paths = names
		.filter((name) => name.endsWith(ending))
		.map((name) => name.replaceAll("\\", "/"))
		.sort();
	return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(folder, path), "utf8") })));
};

export const hashOf = (files: readonly TextFile[]): string => {
	const hash = createHash("sha256");
	for (const { path, text } of files) hash.update(`${path}\0${text}\0`);
	return hash.digest("hex");
};
