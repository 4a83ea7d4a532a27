// A real browser for the tests, with a fresh profile and nothing that calls home.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, type BrowserContextOptions, chromium } from "playwright-core";
import { findChromium } from "./find-chromium.ts";

const flags = [
	"--headless",
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

export type TestBrowser = {
	/** A merchant's own browser window: no storage shared with any other. */
	context(options?: BrowserContextOptions): Promise<BrowserContext>;
	close(): Promise<void>;
};

/** Launches a browser; throws when there is none, and says what to do. */
export const openBrowser = async (): Promise<TestBrowser> => {
	const found = await findChromium();
	if (found === null) throw new Error("no Chromium: install one, or set ALLOW_SKIPS=1 to leave the browser tests out");
	const profile = await mkdtemp(join(tmpdir(), "relink-browser-"));
	const browser = await chromium.launch({
		executablePath: found.path,
		args: [...flags, ...found.flags],
		env: { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
	});
	return {
		context: (options) => browser.newContext(options),
		close: async () => {
			await browser.close();
			await rm(profile, { recursive: true, force: true });
		},
	};
};
