import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../../bot/store/open-store.ts";
import { storeContract } from "../../contracts/store.contract.ts";
import { silentLogger } from "../../support/silent-logger.ts";

const dataDir = await mkdtemp(join(tmpdir(), "relink-store-"));

storeContract("the store over SQLite", {
	open: () => openStore({ dataDir, databaseUrl: null, logger: silentLogger }),
	close: () => rm(dataDir, { recursive: true }),
});
