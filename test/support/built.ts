// Makes what the tests need once per run: the bundle, the pages, the trained understanding and a browser, before the files that run
// side by side would each unpack it. Unchanged parts cost nothing.

import { findChromium } from "./find-chromium.ts";

/** vitest's global setup. */
export const setup = async (): Promise<void> => {
	await import("../../esbuild.config.ts");
	await findChromium();
};
