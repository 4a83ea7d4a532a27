import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createStore } from "../../../bot/store/create-store.ts";
import type { Database, Value } from "../../../bot/store/database.ts";
import { migrate } from "../../../bot/store/migrate.ts";
import { openPostgres } from "../../../bot/store/postgres.ts";
import { openSqlite } from "../../../bot/store/sqlite.ts";
import type { Store } from "../../../bot/store/store.ts";
import { aConversation, anEntry, answered, start } from "../../contracts/store-builders.ts";
import { startPostgres } from "../../support/postgres.ts";
import { silentLogger } from "../../support/silent-logger.ts";

type Asked = { readonly sql: string; readonly values: readonly Value[] };

/** The same database; what its transactions ask is noted. */
const noting = (database: Database, asked: Asked[]): Database => ({
	...database,
	transaction: (work, patienceMs) =>
		database.transaction((tx) => {
			const noted =
				<T>(ask: (sql: string, values?: readonly Value[]) => Promise<T>) =>
				(sql: string, values: readonly Value[] = []) => {
					asked.push({ sql, values });
					return ask(sql, values);
				};
			return work({ ...tx, all: noted(tx.all), first: noted(tx.first), run: noted(tx.run) });
		}, patienceMs),
});

const postgres = await startPostgres();
const folder = await mkdtemp(join(tmpdir(), "relink-plans-"));

const planOnSqlite = async (database: Database, { sql, values }: Asked): Promise<string> =>
	(await database.all(`EXPLAIN QUERY PLAN ${sql}`, values)).map(({ detail }) => detail).join("\n");

/** Over so few rows the planner would rather read them all; it does so now only where it must. */
const planOnPostgres = async (database: Database, { sql, values }: Asked): Promise<string> =>
	database.transaction(async (tx) => {
		await tx.run("SET LOCAL enable_seqscan = off");
		return (await tx.all(`EXPLAIN ${sql}`, values)).map((row) => row["QUERY PLAN"]).join("\n");
	});

const databases = [
	{ name: "SQLite", open: async () => openSqlite(join(folder, "relink.db"), silentLogger), plan: planOnSqlite },
	...(postgres === null ? [] : [{ name: "PostgreSQL", open: () => openPostgres(postgres.url, silentLogger), plan: planOnPostgres }]),
];

afterAll(async () => {
	await rm(folder, { recursive: true });
	await postgres?.stop();
});

describe.each(databases)("what grows, in $name,", ({ open, plan }) => {
	const asked: Asked[] = [];
	let database: Database;
	let store: Store;
	beforeAll(async () => {
		database = await open();
		await migrate(database);
		store = createStore(noting(database, asked));
		await store.conversations.create(aConversation("c1"), start);
		await answered(store, "c1", "hi", { entries: [anEntry("one"), anEntry("two")], send: true });
	});
	afterAll(() => database.close());

	const plansOf = async (work: () => Promise<unknown>, part: RegExp): Promise<string> => {
		asked.length = 0;
		await work();
		const plans: string[] = [];
		for (const each of asked.filter(({ sql }) => part.test(sql))) plans.push(await plan(database, each));
		return plans.join("\n");
	};

	it.each([
		{
			what: "a delivery that is settled",
			part: /outbox/,
			index: "outbox_lane",
			work: async () => {
				const [item] = await store.outbox.lease(1, 4_000, start);
				if (item === undefined) throw new Error("nothing was due");
				asked.length = 0;
				await store.outbox.settle(item, { kind: "done" }, start, 4_000);
			},
		},
		{
			what: "what is old in a conversation that goes on",
			part: /kept_since|log|received/,
			index: "conversations_kept",
			work: async () => {
				await store.conversations.create(aConversation("c2"), start - 1);
				asked.length = 0;
				await store.purge(start);
			},
		},
		{ what: "a conversation that is purged", part: /outbox/, index: "outbox_lane", work: () => store.purge(start + 1) },
	])("is found by an index: $what", async ({ work, part, index }) => {
		const plans = await plansOf(work, part);
		expect(plans).toContain(index);
		expect(plans).not.toMatch(/^SCAN|Seq Scan/m);
	});
});
