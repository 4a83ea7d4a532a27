// A real browser for the tests: one on the machine, else @sparticuz/chromium from node_modules, else apt when root.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type BrowserContext, type BrowserContextOptions, chromium } from "playwright-core";

const onTheMachine = [
	process.env["CHROMIUM_PATH"],
	"/usr/bin/chromium",
	"/usr/bin/chromium-browser",
	"/usr/bin/google-chrome",
	"/usr/bin/google-chrome-stable",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
];

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

/** Launches a browser with a fresh profile; throws when there is none, and says what to do. */
export const openBrowser = async (): Promise<TestBrowser> => {
	const found = await findChromium();
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

type Chromium = { readonly path: string; readonly flags: readonly string[] };

const findChromium = async (): Promise<Chromium> => {
	for (const look of [lookOnTheMachine, lookInNodeModules, installWithApt]) {
		const found = await look().catch(() => null); // The next place may have one.
		if (found !== null) return found;
	}
	throw new Error("no Chromium: install one, or set CHROMIUM_PATH, or set ALLOW_SKIPS=1 to leave the browser tests out");
};

const lookOnTheMachine = async (): Promise<Chromium | null> => {
	const path = onTheMachine.find((candidate) => candidate !== undefined && existsSync(candidate));
	return path === undefined ? null : { path, flags: [] };
};

/** It unpacks its own libraries when it believes to be on a bare cloud machine. */
const lookInNodeModules = async (): Promise<Chromium | null> => {
	process.env["AWS_EXECUTION_ENV"] ??= "AWS_Lambda_nodejs20.x";
	const { default: packed } = await import("@sparticuz/chromium");
	const path = await packed.executablePath();
	await promisify(execFile)(path, ["--version"]);
	return { path, flags: packed.args };
};

const installWithApt = async (): Promise<Chromium | null> => {
	if (process.getuid?.() !== 0) return null;
	await promisify(execFile)("apt-get", ["install", "-y", "chromium"]);
	return lookOnTheMachine();
};

/** True when this run may do without a browser, having said so. */
export const mayLeaveOutBrowser = async (): Promise<boolean> => {
	if (process.env["ALLOW_SKIPS"] !== "1") return false;
	const found = await findChromium().catch(() => null); // Absent: that is the answer.
	if (found === null) console.warn("no Chromium here: the browser tests are left out, as ALLOW_SKIPS=1 allows");
	return found === null;
};
