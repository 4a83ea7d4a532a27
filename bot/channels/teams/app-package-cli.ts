// `npm run teams:package`: writes dist/relink-teams.zip for the app id and the public address of the configuration.

import { readFile, writeFile } from "node:fs/promises";
import { readEnvironment } from "../../config.ts";
import { RelinkError, relinkError } from "../../errors.ts";
import { appPackage } from "./app-package.ts";

const target = "dist/relink-teams.zip";

const icon = (name: string): Promise<Buffer> => readFile(new URL(`./app/${name}.png`, import.meta.url));

const run = async (): Promise<void> => {
	const { MicrosoftAppId, PUBLIC_URL } = readEnvironment();
	if (MicrosoftAppId === "" || PUBLIC_URL === undefined) {
		throw relinkError("CONFIG_INVALID", { detail: "MicrosoftAppId and PUBLIC_URL are needed", retryable: false });
	}
	const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
	const icons = { color: await icon("color"), outline: await icon("outline") };
	await writeFile(target, appPackage({ appId: MicrosoftAppId, publicUrl: PUBLIC_URL.replace(/\/+$/, ""), version, icons }));
	process.stdout.write(`${target}\n`);
};

run().catch((error: unknown) => {
	process.stderr.write(`${error instanceof RelinkError ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
