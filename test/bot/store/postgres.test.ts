import { execFile } from "node:child_process";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, describe, expect, it, vi } from "vitest";
import { openStore } from "../../../bot/store/open-store.ts";
import { openPostgres } from "../../../bot/store/postgres.ts";
import { storeContract } from "../../contracts/store.contract.ts";
import { aConversation, aMessage, start } from "../../contracts/store-builders.ts";
import { startPostgres } from "../../support/postgres.ts";
import { silentLogger } from "../../support/silent-logger.ts";

const postgres = await startPostgres();

const nobodyThere = `
	import { openStore } from "./bot/store/open-store.ts";
	const logger = { warn: () => undefined };
	await openStore({ dataDir: "unused", databaseUrl: "postgres://relink@127.0.0.1:1/none", logger }).catch(({ code }) => console.log(code));`;

describe("openStore", () => {
	it("leaves nothing open when the database is away", async () => {
		const flags = ["--import", "tsx", "--input-type=module", "--eval", nobodyThere];
		// It ends by itself, unless something goes on.
		const { stdout } = await promisify(execFile)(process.execPath, flags, { timeout: 20_000 });
		expect(stdout.trim()).toBe("STORE_UNAVAILABLE");
	});
});

if (postgres !== null) {
	const open = () => openStore({ dataDir: "unused", databaseUrl: postgres.url, logger: silentLogger });
	afterAll(postgres.stop);

	storeContract("the store over PostgreSQL", { open, close: async () => undefined });

	describe("replicas over PostgreSQL", () => {
		it("hear each other's changes", async () => {
			const [here, there] = [await open(), await open()];
			const heard: string[] = [];
			there.onChange((id) => heard.push(id));
			await here.conversations.create(aConversation("told"), start);
			await vi.waitFor(async () => {
				await here.conversations.accept(aMessage("told", "hello", { dedupeKeys: [] }));
				expect(heard).toContain("told");
			});
			await Promise.all([here.close(), there.close()]);
		});

		it("outlive their connections, in the middle of a transaction too", async () => {
			const database = await openPostgres(postgres.url, silentLogger);
			let missed = 0;
			database.listen(
				"changed",
				() => undefined,
				() => missed++,
			);
			await vi.waitFor(() => expect(missed).toBe(1));
			const admin = new pg.Client({ connectionString: postgres.url });
			await admin.connect();
			const broken = database.transaction(async (tx) => {
				await tx.all("SELECT 1");
				await admin.query(
					"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND client_port IS NOT NULL",
				);
				await vi.waitFor(() => expect(missed).toBe(2), { timeout: 5_000 });
				await tx.all("SELECT 1");
			});
			await expect(broken).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
			expect(await database.all("SELECT 1 AS one")).toEqual([{ one: 1 }]);
			await admin.end();
			await database.close();
		});

		it.runIf(postgres.restart !== null)("go on after the server was killed, and say that they may have missed something", async () => {
			const store = await open();
			let missed = 0;
			store.onChange(
				() => undefined,
				() => missed++,
			);
			await store.conversations.create(aConversation("restarted"), start);
			await store.conversations.accept(aMessage("restarted", "before"));
			const before = missed;
			await postgres.restart?.();
			await vi.waitFor(() => store.conversations.accept(aMessage("restarted", "after")), { timeout: 5_000 });
			await vi.waitFor(() => expect(missed).toBeGreaterThan(before), { timeout: 5_000 });
			expect((await store.conversations.log("restarted", 0, 10)).map(({ text }) => text)).toEqual(["before", "after"]);
			await store.close();
		});
	});
}
