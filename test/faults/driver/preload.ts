// Makes a preload something that `node --import` takes: the built server runs without a TypeScript loader.

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";

export type Preload = "failpoint" | "trouble" | "probe";

const folder = mkdtempSync(join(tmpdir(), "relink-preloads-"));

/** Built once a test file. */
export const preload = (name: Preload): string => {
	const outfile = join(folder, `${name}.mjs`);
	const source = new URL(`../preloads/${name}.ts`, import.meta.url).pathname;
	buildSync({ entryPoints: [source], outfile, bundle: true, platform: "node", format: "esm", logLevel: "error" });
	return outfile;
};
