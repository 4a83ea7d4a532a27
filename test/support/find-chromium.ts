// Where a Chromium for the tests is: on the machine, else in node_modules (@sparticuz/chromium), else from apt when root.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";

export type Chromium = { readonly path: string; readonly flags: readonly string[] };

const onTheMachine = [
	"/usr/bin/chromium",
	"/usr/bin/chromium-browser",
	"/usr/bin/google-chrome",
	"/usr/bin/google-chrome-stable",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Finds one, installing it when there is no other way; null when there is none to be had. */
export const findChromium = async (): Promise<Chromium | null> => {
	for (const look of [lookOnTheMachine, lookInNodeModules, installWithApt]) {
		const found = await look().catch(() => null); // The next place may have one.
		if (found !== null) return found;
	}
	return null;
};

/** True when this run may leave out the browser tests, having said so: there is no browser and ALLOW_SKIPS=1. */
export const leavesOutBrowser = async (): Promise<boolean> => {
	if (process.env.ALLOW_SKIPS !== "1" || (await findChromium()) !== null) return false;
	console.warn("no Chromium here: the browser tests are left out, as ALLOW_SKIPS=1 allows");
	return true;
};

const lookOnTheMachine = async (): Promise<Chromium | null> => {
	const path = onTheMachine.find((candidate) => existsSync(candidate));
	return path === undefined ? null : { path, flags: [] };
};

/** Of the flags it proposes only these: the others put all in one process, where one page takes the rest along, or switch off web security. */
const softwareGraphics = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

/** It unpacks its own libraries when it believes to be on a bare cloud machine. */
const lookInNodeModules = async (): Promise<Chromium | null> => {
	process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs20.x";
	const { default: packed } = await import("@sparticuz/chromium");
	const path = await packed.executablePath();
	await promisify(execFile)(path, ["--version"]);
	return { path, flags: softwareGraphics };
};

const installWithApt = async (): Promise<Chromium | null> => {
	if (process.getuid?.() !== 0) return null;
	await promisify(execFile)("apt-get", ["update"]);
	await promisify(execFile)("apt-get", ["install", "-y", "chromium"]);
	return lookOnTheMachine();
};
