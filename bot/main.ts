// The process: reads the environment, starts Relink, says where it is, and ends gracefully on a signal.

import { compose, type Relink } from "./compose.ts";
import { readEnvironment } from "./config.ts";
import { RelinkError } from "./errors.ts";
import { createLogger } from "./logger.ts";

/** sysexits.h: the configuration has mistakes. */
const exitConfig = 78;
const exitFailure = 1;
/** A stop that takes longer is cut. */
const stopMs = 9_000;

/** `npm run dev`: answers are read again when they are saved. */
const isDevelopment = (): boolean => process.argv.includes("--dev");

const announce = ({ url, firstAdmin }: Relink): void => {
	const login = firstAdmin.password === null ? [] : [`desk login  ${firstAdmin.name} / ${firstAdmin.password}  (shown this once)`];
	const lines = [`chat        ${url}/`, `desk        ${url}/desk`, `sandbox     ${url}/sandbox`, ...login];
	process.stdout.write(`${lines.join("\n")}\n`);
};

/** Listens from the first moment: one that comes while the house is still being built is heard when it stands. */
const stopOnSignals = (relink: Promise<Relink>, stop: (code: number) => void): void => {
	let isStopping = false;
	for (const signal of ["SIGTERM", "SIGINT"] as const) {
		process.on(signal, () => {
			if (isStopping) return;
			isStopping = true;
			setTimeout(() => stop(exitFailure), stopMs).unref();
			relink
				.then(({ close }) => close())
				.then(
					() => stop(0),
					() => stop(exitFailure),
				);
		});
	}
};

/** An error with what caused it: "the database cannot be written to: connect ECONNREFUSED 127.0.0.1:5432". */
const told = (error: unknown): string => {
	if (!(error instanceof Error)) return String(error);
	// A line that was tried at several addresses has a code and no message.
	const own = error.message || String("code" in error ? error.code : error.name);
	return error.cause === undefined ? own : `${own}: ${told(error.cause)}`;
};

const start = async (): Promise<void> => {
	const config = readEnvironment();
	const logger = createLogger(config.LOG_LEVEL);
	const builtFolder = new URL("./", import.meta.url).pathname;
	const relink = compose({ config, builtFolder, logger, ...(isDevelopment() ? { editedLocales: `${builtFolder}../locales` } : {}) });
	stopOnSignals(relink, (code) => process.exit(code));
	announce(await relink);
};

try {
	await start();
} catch (error) {
	process.stderr.write(`${told(error)}\n`);
	// At once: parts that had started would keep a house standing that serves nobody.
	process.exit(error instanceof RelinkError && error.code === "CONFIG_INVALID" ? exitConfig : exitFailure);
}
