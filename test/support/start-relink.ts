// The whole house, composed as main.ts does, on a free port and a folder of its own.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compose, type Relink } from "../../bot/compose.ts";
import { type Config, readConfig } from "../../bot/config.ts";
import { createLogger } from "../../bot/logger.ts";

export const adminPassword = "correct horse battery";

const builtFolder = new URL("../../dist/", import.meta.url).pathname;

export type Running = Relink & { readonly dataDir: string };

type Options = { readonly config?: Partial<Config>; readonly dataDir?: string; readonly now?: () => number };

/** Starts Relink; `close` stops it and, unless the folder was given, deletes its data. */
export const startRelink = async ({ config = {}, dataDir, now }: Options = {}): Promise<Running> => {
	const folder = dataDir ?? (await mkdtemp(join(tmpdir(), "relink-")));
	const whole = { ...readConfig({}), PORT: 0, DATA_DIR: folder, DESK_ADMIN_PASSWORD: adminPassword, ...config };
	const logger = createLogger("silent");
	const relink = await compose({ config: whole, builtFolder, logger, ...(now === undefined ? {} : { now }) });
	return {
		...relink,
		dataDir: folder,
		close: async () => {
			await relink.close();
			if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
		},
	};
};
