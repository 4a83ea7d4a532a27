// Goals 1 to 3 in small: processes are killed without warning while merchants write. `FAULT_KILLS` makes it longer.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openStore } from "../../bot/store/open-store.ts";
import type { LogEntry, Store } from "../../bot/store/store.ts";
import { wordsOf } from "../support/echo-house.ts";
import { startPostgres } from "../support/postgres.ts";
import { silentLogger } from "../support/silent-logger.ts";
import { createDriver, type Driver, type Message, seeded } from "./spine-driver.ts";

const kills = Number(process.env.FAULT_KILLS ?? 3);
const seed = Number(process.env.FAULT_SEED ?? 20_261_123);
const conversations = 10;

const letters = (n: number): string => String.fromCharCode(97 + Math.trunc(n / 676), 97 + (Math.trunc(n / 26) % 26), 97 + (n % 26));

const messagesOf = (count: number): readonly Message[] =>
	Array.from({ length: count }, (_, n) => ({ conversationId: `c${n % conversations}`, id: `id-${n}`, text: `word ${letters(n)}` }));

/** Sends everything again and again, killing one of the processes between, until all is acknowledged. */
const runThrough = async (drivers: readonly Driver[], messages: readonly Message[]): Promise<void> => {
	const random = seeded(seed);
	await Promise.all(drivers.map((driver) => driver.start()));
	const isAcknowledged = ({ id }: Message) => drivers.some(({ acknowledged }) => acknowledged.has(id));
	const sendAll = () => {
		for (const driver of drivers) driver.send(messages.filter((message) => !isAcknowledged(message)));
	};
	for (let kill = 0; kill < kills; kill++) {
		sendAll();
		const enough = messages.filter(isAcknowledged).length + 1 + Math.trunc((random() * messages.length) / (kills + 1));
		await vi.waitFor(() => expect(messages.filter(isAcknowledged).length).toBeGreaterThanOrEqual(Math.min(enough, messages.length)), {
			interval: 1,
			timeout: 20_000,
		});
		const victim = drivers[Math.trunc(random() * drivers.length)];
		await victim?.kill();
		await victim?.start();
	}
	sendAll();
	await vi.waitFor(() => expect(messages.filter((message) => !isAcknowledged(message))).toEqual([]), { timeout: 20_000 });
};

/** What the databases hold, judged by itself: nothing lost, nothing doubled, answers in the order of the questions. */
const judge = async (store: Store, messages: readonly Message[]): Promise<void> => {
	const said = new Map<string, readonly string[]>();
	for (let n = 0; n < conversations; n++) {
		const sent = messages.filter(({ conversationId }) => conversationId === `c${n}`).map(({ text }) => text);
		const log = await vi.waitFor(
			async () => {
				const entries = await store.conversations.log(`c${n}`, 0, 10_000);
				expect(wordsOf(entries, "bot")).toHaveLength(sent.length + 1);
				return entries;
			},
			{ timeout: 10_000 },
		);
		expect(wordsOf(log, "merchant").toSorted()).toEqual(sent.toSorted());
		expect(wordsOf(log, "bot")).toEqual(["joined", ...wordsOf(log, "merchant")]);
		expect(log.map(({ seq }: LogEntry) => seq)).toEqual(log.map((_, index) => index + 1));
		said.set(`c${n}`, wordsOf(log, "bot"));
	}
	expect(await takeSends(store)).toEqual(said);
};

/** What waits to be sent, in order: one item for each thing the bot said. */
const takeSends = async (store: Store): Promise<ReadonlyMap<string, readonly string[]>> => {
	const sends = new Map<string, string[]>();
	for (;;) {
		const items = await store.outbox.lease(10_000, 1, Date.now() + 3_600_000);
		if (items.length === 0) return sends;
		for (const item of items) {
			const texts = sends.get(item.conversationId) ?? [];
			if (item.payload.kind === "sendActivity") texts.push(item.payload.entry.text);
			sends.set(item.conversationId, texts);
			await store.outbox.settle(item, { kind: "done" }, Date.now());
		}
	}
};

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

const postgres = await startPostgres();

describe.runIf(postgres !== null)("replicas killed without warning", () => {
	afterAll(async () => postgres?.stop());

	it("two over PostgreSQL lose nothing and double nothing", { timeout: 120_000 }, async () => {
		const url = postgres?.url ?? "";
		const drivers = [createDriver("unused", url), createDriver("unused", url)];
		const messages = messagesOf(400);
		await runThrough(drivers, messages);
		const store = await openStore({ dataDir: "unused", databaseUrl: url, logger: silentLogger });
		await judge(store, messages);
		await Promise.all(drivers.map((driver) => driver.kill()));
		await store.close();
	});
});
