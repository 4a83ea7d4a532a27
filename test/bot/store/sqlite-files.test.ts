import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createStore } from "../../../bot/store/create-store.ts";
import { migrate } from "../../../bot/store/migrate.ts";
import { migrations } from "../../../bot/store/migrations/index.ts";
import { openStore, sqliteFile } from "../../../bot/store/open-store.ts";
import { openSqlite } from "../../../bot/store/sqlite.ts";
import { connectSqlite } from "../../../bot/store/sqlite-connection.ts";
import { aConversation, aMessage, anEntry, answered, start } from "../../contracts/store-builders.ts";
import { silentLogger } from "../../support/silent-logger.ts";

const day = 86_400_000;

describe("the store over SQLite files", () => {
	let dataDir: string;
	beforeEach(async () => {
		dataDir = await mkdtemp(join(tmpdir(), "relink-files-"));
	});
	afterEach(() => rm(dataDir, { recursive: true }));

	const open = () => openStore({ dataDir, databaseUrl: null, logger: silentLogger });

	it("keeps its file to its own user", async () => {
		await (await open()).close();
		expect((await stat(sqliteFile(dataDir))).mode & 0o077).toBe(0);
	});

	it("leaves no bytes of what was purged in any file", async () => {
		const store = await open();
		const marker = "unmistakable-words";
		const long = `${marker} `.repeat(300);
		for (const id of ["gone", "kept"]) {
			await store.conversations.create(aConversation(id), start);
			await answered(store, id, id === "gone" ? long : "short", { entries: [anEntry(id === "gone" ? long : "reply")] });
		}
		await store.conversations.accept(aMessage("kept", "later", { at: start + 40 * day }));
		const holdsMarker = async () => {
			const files = await Promise.all((await readdir(dataDir)).map((name) => readFile(join(dataDir, name))));
			return files.some((bytes) => bytes.includes(marker));
		};
		expect(await holdsMarker()).toBe(true);
		expect(await store.purge(start + 30 * day)).toBe(1);
		expect(await holdsMarker()).toBe(false);
		await store.close();
	});

	it("says so when another process keeps what was purged, and leaves nothing once it is gone", async () => {
		const database = openSqlite(sqliteFile(dataDir), silentLogger, 100);
		await migrate(database);
		const store = createStore(database);
		const marker = "unmistakable-words";
		await store.conversations.create(aConversation("gone"), start);
		await answered(store, "gone", marker);
		const log = () => readFile(`${sqliteFile(dataDir)}-wal`);
		const other = connectSqlite(sqliteFile(dataDir), 0);
		other.run("BEGIN");
		other.all("SELECT * FROM log");
		await expect(store.purge(start + 1)).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
		expect(await store.conversations.find("gone")).toBeNull();
		expect((await log()).includes(marker)).toBe(true);
		other.run("COMMIT");
		await store.purge(start + 1);
		expect((await log()).includes(marker)).toBe(false);
		await store.close();
	});

	it("waits for another process that reads what was purged", async () => {
		const store = await open();
		await store.conversations.create(aConversation("gone"), start);
		await answered(store, "gone", "unmistakable-words");
		const other = connectSqlite(sqliteFile(dataDir), 0);
		other.run("BEGIN");
		other.all("SELECT * FROM log");
		const purged = store.purge(start + 1);
		await vi.waitFor(async () => expect(await store.conversations.log("gone", 0, 1)).toEqual([]));
		// What comes after it is durable, so it has tried the log already.
		expect(await store.ready()).toBe(true);
		await new Promise(setImmediate);
		other.run("COMMIT");
		expect(await purged).toBe(1);
		expect((await readFile(`${sqliteFile(dataDir)}-wal`)).includes("unmistakable-words")).toBe(false);
		await store.close();
	});

	it("commits patient work with the next that comes, in time when nothing comes, and before it closes", async () => {
		const file = join(dataDir, "patience.db");
		const database = openSqlite(file, silentLogger);
		const reader = connectSqlite(file, 0);
		const seen = () => reader.all("SELECT name FROM work ORDER BY rowid").map(({ name }) => name);
		const write = (name: string, patienceMs?: number) =>
			database.transaction((tx) => tx.run("INSERT INTO work VALUES (?)", [name]), patienceMs);
		await database.transaction((tx) => tx.run("CREATE TABLE work (name TEXT)"));
		const patient = write("patient", 60_000);
		await new Promise(setImmediate);
		expect(seen()).toEqual([]);
		await Promise.all([patient, write("next")]);
		expect(seen()).toEqual(["patient", "next"]);
		await write("alone", 1);
		expect(seen()).toEqual(["patient", "next", "alone"]);
		const last = write("last", 60_000);
		await database.close();
		await last;
		expect(seen()).toEqual(["patient", "next", "alone", "last"]);
		reader.close();
	});

	it("goes on when patience ends and nothing is left to write", async () => {
		const database = openSqlite(join(dataDir, "patience.db"), silentLogger);
		await database.transaction((tx) => tx.run("CREATE TABLE work (name TEXT)"));
		const write = (patienceMs?: number) => database.transaction((tx) => tx.run("INSERT INTO work VALUES ('x')"), patienceMs);
		vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
		try {
			// The patient one is written with the one that presses, and its time ends after that.
			await Promise.all([write(), write(1)]);
			vi.advanceTimersByTime(1);
			expect(await write()).toBe(1);
		} finally {
			vi.useRealTimers();
		}
		await database.close();
	});

	it("waits for another process's lock, and accepts nothing it could not write", async () => {
		const store = await open();
		await store.conversations.create(aConversation("c1"), start);
		const other = connectSqlite(sqliteFile(dataDir), 0);
		other.run("BEGIN IMMEDIATE");
		const accepted = store.conversations.accept(aMessage("c1", "hello"));
		await new Promise(setImmediate);
		expect(await store.conversations.nextPending("c1")).toBeNull();
		other.run("ROLLBACK");
		other.close();
		expect((await accepted).kind).toBe("accepted");
		await store.close();
	});

	it("says so when the lock is never given up, and goes on when it is", async () => {
		const database = openSqlite(sqliteFile(dataDir), silentLogger, 100);
		await migrate(database);
		const store = createStore(database);
		await store.conversations.create(aConversation("c1"), start);
		const other = connectSqlite(sqliteFile(dataDir), 0);
		other.run("BEGIN IMMEDIATE");
		const [accepted, ready] = await Promise.allSettled([store.conversations.accept(aMessage("c1", "hello")), store.ready()]);
		expect(accepted).toMatchObject({ status: "rejected", reason: { code: "STORE_UNAVAILABLE" } });
		expect(ready).toMatchObject({ value: false });
		other.run("ROLLBACK");
		other.close();
		expect((await store.conversations.accept(aMessage("c1", "hello"))).kind).toBe("accepted");
		await store.close();
	});

	it("says so when the disk is full, and goes on when there is room", async () => {
		const database = openSqlite(sqliteFile(dataDir), silentLogger);
		await migrate(database);
		const insert = (text: string) =>
			database.transaction((tx) => tx.run("INSERT INTO audit (agent_id, action, subject, at) VALUES ('a', 'b', ?, 0)", [text]));
		const limit = (pages: number) => database.transaction((tx) => tx.all(`PRAGMA max_page_count = ${pages}`));
		await limit(1);
		const outcomes = await Promise.allSettled([insert("x".repeat(200_000)), insert("y".repeat(200_000))]);
		expect(outcomes).toMatchObject([{ reason: { code: "STORE_UNAVAILABLE" } }, { reason: { code: "STORE_UNAVAILABLE" } }]);
		await limit(1_000_000);
		expect(await insert("x")).toBe(1);
		await database.close();
	});

	it("takes who waits for the back office over into the promises", async () => {
		const database = openSqlite(sqliteFile(dataDir), silentLogger);
		await migrate(database, migrations.slice(0, 1));
		await database.transaction((tx) => tx.run("INSERT INTO status_watchers (conversation_id, since) VALUES ('c1', 7)"));
		await migrate(database);
		expect(await createStore(database).promises.open("status")).toMatchObject([{ conversationId: "c1", madeAt: 7, dueAt: null }]);
		await database.close();
	});

	it("rolls back work that throws, alone", async () => {
		const database = openSqlite(sqliteFile(dataDir), silentLogger);
		await migrate(database);
		const add = (number: number, fail: boolean) =>
			database.transaction(async (tx) => {
				await tx.run("INSERT INTO migrations (number) VALUES (?)", [number]);
				if (fail) throw new Error("changed its mind");
			});
		const outcomes = await Promise.allSettled([add(101, false), add(102, true), add(103, false)]);
		expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
		const rows = await database.all("SELECT number FROM migrations WHERE number > 100 ORDER BY number");
		expect(rows).toEqual([{ number: 101 }, { number: 103 }]);
		await database.close();
	});

	it.each(["all", "first", "run"] as const)("asks again what has failed once: %s", (how) => {
		const connection = connectSqlite(sqliteFile(dataDir), 0);
		connection.run("CREATE TABLE work (number INTEGER PRIMARY KEY)");
		const insert = (number: number) => connection[how]("INSERT INTO work VALUES (?) RETURNING number", [number]);
		insert(1);
		expect(() => insert(1)).toThrow("UNIQUE");
		insert(2);
		expect(connection.all("SELECT number FROM work ORDER BY number")).toEqual([{ number: 1 }, { number: 2 }]);
		connection.close();
	});

	it("shows readers nothing that is not durable", async () => {
		const database = openSqlite(sqliteFile(dataDir), silentLogger);
		await migrate(database);
		const seen: number[] = [];
		await database.transaction(async (tx) => {
			await tx.run("INSERT INTO migrations (number) VALUES (201)");
			seen.push((await database.all("SELECT number FROM migrations WHERE number = 201")).length);
		});
		seen.push((await database.all("SELECT number FROM migrations WHERE number = 201")).length);
		expect(seen).toEqual([0, 1]);
		await database.close();
	});

	it("runs a migration again whole when it was cut off anywhere", async () => {
		const [first] = migrations;
		if (first === undefined) throw new Error("there is a first migration");
		const database = openSqlite(sqliteFile(dataDir), silentLogger);
		const count = first.statements(database.dialect).length;
		for (let cutAt = 0; cutAt < count; cutAt++) {
			const cut = {
				...first,
				statements: (dialect: typeof database.dialect) => [...first.statements(dialect).slice(0, cutAt), "CUT OFF HERE"],
			};
			await expect(migrate(database, [cut])).rejects.toThrow();
			expect(await database.all("SELECT name FROM sqlite_master WHERE name = 'conversations'")).toEqual([]);
		}
		await migrate(database);
		await migrate(database);
		expect(await database.all("SELECT number FROM migrations")).toEqual(migrations.map(({ number }) => ({ number })));
		await database.close();
	});
});
