// Goal 12: the database is locked by another process, the disk is full, PostgreSQL is restarted. What was not saved is not acknowledged.

import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { sqliteFile } from "../../bot/store/open-store.ts";
import { connectSqlite } from "../../bot/store/sqlite-connection.ts";
import { startPostgres } from "../support/postgres.ts";
import type { ChatMerchant } from "./driver/chat-merchant.ts";
import { type House, openHouse } from "./driver/house.ts";
import { untilTrue } from "./driver/retry.ts";
import { startServers } from "./driver/server.ts";
import { type Talk, talk } from "./driver/talk.ts";
import { faultsIn, noFaults } from "./judge/judge-chat.ts";
import { isFull, percentile, printFigures, sized } from "./size.ts";

const sockets = sized(10, 50);
const perSecond = sized(40, 80);
const restarts = sized(2, 10);
const lockedMs = sized(1_000, 10_000);
const backMs = 5_000;

const postgres = await startPostgres();

/** From the end of the trouble to the next acknowledgement. */
const untilBack = async (talking: Talk): Promise<number> => {
	const from = performance.now();
	const before = talking.acknowledged();
	await untilTrue("the first acknowledgement", () => talking.acknowledged() > before);
	return performance.now() - from;
};

const messages = (talking: Talk, count: number) => {
	const enough = talking.acknowledged() + count;
	return untilTrue("messages", () => talking.acknowledged() >= enough);
};

type Ending = {
	readonly house: House;
	readonly merchants: readonly ChatMerchant[];
	readonly talking: Talk;
	readonly backsMs: readonly number[];
};

const judge = async (trouble: string, { house, merchants, talking, backsMs }: Ending, more: Readonly<Record<string, unknown>> = {}) => {
	await talking.stop();
	await Promise.all(merchants.map(({ finish }) => finish()));
	const verdict = house.judgeChats();
	const { acknowledged, refused } = verdict;
	printFigures("goal 12", { trouble, ...more, acknowledged, refused, ...faultsIn(verdict), backMaxMs: percentile(backsMs, 1) });
	expect(faultsIn(verdict)).toEqual(noFaults);
	if (isFull) expect(Math.max(...backsMs)).toBeLessThanOrEqual(backMs);
};

/** A small file system where the machine lets us mount one, else a limit on the size of any file. Both run full of the same thing. */
const smallDisk = (folder: string) => {
	mkdirSync(folder);
	const filler = join(folder, "filler");
	try {
		execFileSync("mount", ["-t", "tmpfs", "-o", "size=16m", "tmpfs", folder], { stdio: "ignore" });
	} catch {
		const launcher = ["bash", "-c", "trap '' XFSZ; ulimit -S -f 2048; exec \"$@\"", "limited"];
		const makeRoom = (pid: number) => execFileSync("prlimit", [`--pid=${pid}`, "--fsize=unlimited"]);
		return { kind: "limit", launcher, fill: () => undefined, makeRoom };
	}
	onTestFinished(() => void execFileSync("umount", ["-l", folder]));
	const fill = () => {
		try {
			writeFileSync(filler, Buffer.alloc(16 * 1024 * 1024));
		} catch {
			// That is how a full disk says so; what fitted stays.
		}
	};
	return { kind: "disk", launcher: [], fill, makeRoom: () => rmSync(filler) };
};

describe("a database in trouble", () => {
	afterAll(() => postgres?.stop());

	it("that another process has locked", { timeout: 600_000 }, async () => {
		const house = await openHouse();
		const server = await house.server();
		await server.start();
		const merchants = await house.chats(sockets, [server]);
		const talking = talk(merchants, perSecond);
		await messages(talking, 20);
		const other = connectSqlite(sqliteFile(server.dataDir), 1_000);
		other.run("BEGIN IMMEDIATE");
		const giveBackAt = performance.now() + lockedMs;
		await untilTrue("the lock's time", () => performance.now() > giveBackAt);
		other.run("ROLLBACK");
		other.close();
		const backsMs = [await untilBack(talking)];
		await messages(talking, 20);
		await judge("locked", { house, merchants, talking, backsMs }, { lockedMs });
	});

	it("whose disk is full", { timeout: 600_000 }, async () => {
		const house = await openHouse();
		const dataDir = join(house.folder, "small");
		const disk = smallDisk(dataDir);
		const server = await house.server({ dataDir, launcher: disk.launcher });
		await server.start();
		const merchants = await house.chats(sockets, [server]);
		const talking = talk(merchants, perSecond);
		await messages(talking, 20);
		disk.fill();
		let refused = 0;
		await untilTrue(
			"a refusal",
			async () => {
				const { status } = await fetch(`${server.url}/readyz`);
				refused += status === 503 ? 1 : 0;
				return refused >= 3;
			},
			120_000,
		);
		disk.makeRoom(server.pid());
		const backsMs = [await untilBack(talking)];
		await messages(talking, 20);
		await judge("full", { house, merchants, talking, backsMs }, { by: disk.kind });
	});

	it.runIf(postgres?.restart)("that is restarted", { timeout: 600_000 }, async () => {
		const house = await openHouse();
		const servers = await startServers(2, () => house.server({ variables: { DATABASE_URL: postgres?.url ?? "" } }));
		const merchants = await house.chats(sockets, [servers]);
		const talking = talk(merchants, perSecond);
		const backsMs: number[] = [];
		for (let n = 0; n < restarts; n++) {
			await messages(talking, 50);
			await postgres?.restart?.();
			backsMs.push(await untilBack(talking));
		}
		await messages(talking, 20);
		expect(servers.all.every(({ isUp }) => isUp())).toBe(true);
		await judge("restarted", { house, merchants, talking, backsMs }, { restarts });
	});
});
