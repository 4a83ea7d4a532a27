// Goal 13: a migration that is killed anywhere, and a large database copied while merchants write, and put back.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sqliteFile } from "../../bot/store/open-store.ts";
import { connectSqlite } from "../../bot/store/sqlite-connection.ts";
import { openHouse } from "./driver/house.ts";
import { untilTrue } from "./driver/retry.ts";
import { talk } from "./driver/talk.ts";
import { faultsIn, noFaults } from "./judge/judge-chat.ts";
import { printFigures, seed, seeded, sized } from "./size.ts";

const points = sized(3, 10);
const rows = sized(5_000, 100_000);

const hash = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 16);

/** Reads with a connection of its own. */
const inDatabase = <T>(dataDir: string, read: (all: (sql: string) => readonly unknown[]) => T): T => {
	const connection = connectSqlite(sqliteFile(dataDir), 5_000);
	try {
		return read((sql) => connection.all(sql));
	} finally {
		connection.close();
	}
};

const schemaOf = (dataDir: string): string =>
	inDatabase(dataDir, (all) => hash([all("SELECT type, name, sql FROM sqlite_master ORDER BY name"), all("SELECT * FROM migrations")]));

/** The rows put in beforehand, which nobody writes to. */
const bulkOf = (dataDir: string): { readonly rows: number; readonly checksum: string } =>
	inDatabase(dataDir, (all) => {
		const log = all("SELECT * FROM log WHERE conversation_id LIKE 'bulk-%' ORDER BY conversation_id, seq");
		return { rows: log.length, checksum: hash([log, all("SELECT * FROM conversations WHERE id LIKE 'bulk-%' ORDER BY id")]) };
	});

/** Fifty rows a conversation, copied from one that is real. */
const fill = (dataDir: string): void =>
	inDatabase(dataDir, (all) => {
		all(`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows / 50 - 1})
			INSERT INTO conversations SELECT 'bulk-' || i, channel, user_id, address, state, carry, version, 50, event_seq, touched_at, kept_since
			FROM n, (SELECT * FROM conversations LIMIT 1)`);
		all(`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows - 1})
			INSERT INTO log SELECT 'bulk-' || (i / 50), i % 50 + 1, at, author, replace(entry, 'Relink', 'Relink ' || i)
			FROM n, (SELECT * FROM log LIMIT 1)`);
	});

const command = (name: "backup" | "restore", dataDir: string, file: string): number => {
	const from = performance.now();
	const env = { PATH: process.env.PATH, DATA_DIR: dataDir };
	execFileSync(process.execPath, ["--import", "tsx", "bot/store/backup-cli.ts", name, file], { env, stdio: "pipe" });
	return Math.round(performance.now() - from);
};

describe("a migration", () => {
	it("that is killed anywhere leaves a database that the next start brings up to date", { timeout: 300_000 }, async () => {
		const random = seeded(seed);
		const house = await openHouse();
		const at = (name: string) => house.server({ dataDir: join(house.folder, name), preloads: ["failpoint"] });
		const whole = await at("whole");
		const trace = join(house.folder, "trace");
		await whole.start({ FAULT_FROM_START: "1", FAULT_TRACE: trace });
		await whole.end("SIGKILL");
		const steps = readFileSync(trace, "utf8").split("\n").length - 1;
		const schemas: string[] = [];
		for (let point = 0; point < points; point++) {
			const server = await at(`killed-${point}`);
			const step = 1 + Math.floor(((point + random()) * steps) / points);
			// The last steps come when it has already said that it is there.
			await server.start({ FAULT_FROM_START: "1", FAULT_AT: `any#${step}` }).catch(() => undefined);
			expect((await server.ended()).signal).toBe("SIGKILL");
			await server.start();
			expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
			await server.end("SIGKILL");
			schemas.push(schemaOf(server.dataDir));
		}
		const schema = schemaOf(whole.dataDir);
		printFigures("goal 13", { migration: "killed", points, steps, schema, equal: schemas.filter((each) => each === schema).length });
		expect(schemas).toEqual(schemas.map(() => schema));
	});
});

describe("a backup", () => {
	it("taken while merchants write holds everything up to then, and comes back whole", { timeout: 600_000 }, async () => {
		const house = await openHouse();
		const server = await house.server();
		await server.start();
		const merchants = await house.chats(sized(5, 20), [server]);
		fill(server.dataDir);
		const before = bulkOf(server.dataDir);
		const talking = talk(merchants, sized(20, 40));
		await untilTrue("messages", () => talking.acknowledged() >= 20);
		const file = join(house.folder, "copy.db");
		const acknowledgedBefore = house.judgeChats().acknowledged;
		const backupMs = command("backup", server.dataDir, file);
		expect(() => command("restore", server.dataDir, file)).toThrow("in use");
		await talking.stop();
		await Promise.all(merchants.map(({ finish }) => finish()));
		const original = house.judgeChats();
		const other = await house.server({ dataDir: join(house.folder, "restored") });
		const restoreMs = command("restore", other.dataDir, file);
		const after = bulkOf(other.dataDir);
		const kept = inDatabase(other.dataDir, (all) =>
			all("SELECT 1 FROM log WHERE author = 'merchant' AND conversation_id NOT LIKE 'bulk-%'"),
		);
		await other.start();
		expect((await fetch(`${other.url}/readyz`)).status).toBe(200);
		const figures = { rows: before.rows, before: before.checksum, after: after.checksum, backupMs, restoreMs };
		printFigures("goal 13", { ...figures, acknowledgedBefore, kept: kept.length, ...faultsIn(original) });
		expect(after).toEqual(before);
		expect(kept.length).toBeGreaterThanOrEqual(acknowledgedBefore);
		expect(faultsIn(original)).toEqual(noFaults);
	});
});
