// Goals 1 to 3 in small, over PostgreSQL: two replicas work on the same conversations, and one may die at any time.

import { afterAll, describe, expect, it, vi } from "vitest";
import { openStore } from "../../bot/store/open-store.ts";
import type { Store } from "../../bot/store/store.ts";
import { aWord, logWith, turnsOver, wordsOf } from "../support/echo-house.ts";
import { startPostgres } from "../support/postgres.ts";
import { silentLogger } from "../support/silent-logger.ts";
import { createDriver } from "./spine-driver.ts";
import { judge, messagesOf, runThrough } from "./spine-judge.ts";

const postgres = await startPostgres();

describe.runIf(postgres !== null)("two replicas over PostgreSQL", () => {
	const url = postgres?.url ?? "";
	const open = (): Promise<Store> => openStore({ dataDir: "unused", databaseUrl: url, logger: silentLogger });
	afterAll(async () => postgres?.stop());

	it("answer in the order of acceptance and lose no update", async () => {
		const stores = await Promise.all([open(), open()]);
		const replicas = stores.map((store) => turnsOver(store));
		const [store] = stores;
		const ids = Array.from({ length: 8 }, (_, n) => `together-${n}`);
		await Promise.all(ids.map((id) => replicas[0]?.join({ id, channel: "directline", userId: "u", address: null }, null)));
		const letters = [..."abcdefghijklmnopqrst"];
		await Promise.all(ids.flatMap((id) => letters.map((letter, n) => replicas[n % 2]?.say(aWord(id, `word ${letter}`)))));
		for (const id of ids) {
			const log = await logWith(store, id, letters.length + 1);
			expect(wordsOf(log, "bot")).toEqual(["joined", ...wordsOf(log, "merchant")]);
			expect(await store.conversations.find(id)).toMatchObject({ version: letters.length + 1, state: { turn: letters.length + 1 } });
		}
		await Promise.all(replicas.map((replica) => replica.drain()));
		await Promise.all(stores.map((each) => each.close()));
	});

	it("take over what one of them accepted and did not live to answer", async () => {
		const stores = await Promise.all([open(), open()]);
		const [here, there] = stores;
		const dying = turnsOver(here);
		await dying.drain();
		await dying.join({ id: "orphan", channel: "directline", userId: "u", address: null }, null);
		const living = turnsOver(there, { takeOverAfterMs: 300 });
		await living.resume();
		await dying.say(aWord("orphan", "is anybody there?"));
		await vi.waitFor(
			async () => expect(wordsOf(await there.conversations.log("orphan", 0, 10), "bot")).toEqual(["joined", "is anybody there?"]),
			{ timeout: 5_000 },
		);
		await living.drain();
		await Promise.all(stores.map((each) => each.close()));
	});

	it("lose nothing and double nothing when they are killed", { timeout: 120_000 }, async () => {
		const drivers = [createDriver("unused", url), createDriver("unused", url)];
		const messages = messagesOf(200);
		await runThrough(drivers, messages);
		const store = await open();
		await judge(store, messages);
		await Promise.all(drivers.map((driver) => driver.kill()));
		await store.close();
	});
});
