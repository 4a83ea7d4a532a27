// Goals 1, 2 and 4 in small: a process is killed without warning while merchants write.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { openStore } from "../../bot/store/open-store.ts";
import { silentLogger } from "../support/silent-logger.ts";
import { createDriver } from "./spine-driver.ts";
import { judge, messagesOf, runThrough } from "./spine-judge.ts";

describe("killed without warning", () => {
	let dataDir: string;
	beforeAll(async () => {
		dataDir = await mkdtemp(join(tmpdir(), "relink-kill-"));
	});
	afterAll(() => rm(dataDir, { recursive: true }));

	it("one process over SQLite loses nothing and doubles nothing", { timeout: 120_000 }, async () => {
		const driver = createDriver(dataDir);
		const messages = messagesOf(400);
		await runThrough([driver], messages);
		const store = await openStore({ dataDir, databaseUrl: null, logger: silentLogger });
		await judge(store, messages);
		await driver.kill();
		await store.close();
	});
});
