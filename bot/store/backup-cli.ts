// `npm run backup -- FILE` and `npm run restore -- FILE`.

import { readEnvironment } from "../config.ts";
import { RelinkError, relinkError } from "../errors.ts";
import { backup, restore } from "./backup.ts";

const commands = { backup, restore } as const;

const run = async ([command, file]: readonly string[]): Promise<void> => {
	const { DATA_DIR, DATABASE_URL } = readEnvironment();
	if (DATABASE_URL !== undefined) throw relinkError("CONFIG_INVALID", { detail: "DATABASE_URL is set: use pg_dump and pg_restore" });
	if ((command !== "backup" && command !== "restore") || file === undefined)
		throw relinkError("CONFIG_INVALID", { detail: "FILE is missing" });
	await commands[command](DATA_DIR, file);
};

run(process.argv.slice(2)).catch((error: unknown) => {
	process.stderr.write(`${error instanceof RelinkError ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
