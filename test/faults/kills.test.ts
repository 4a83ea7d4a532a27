// Goal 1: a server is killed without warning, again and again, while merchants write. With two replicas the other one goes on.

import { afterAll, describe, expect, it } from "vitest";
import { startPostgres } from "../support/postgres.ts";
import { openHouse } from "./driver/house.ts";
import { untilTrue } from "./driver/retry.ts";
import { type Servers, startServers } from "./driver/server.ts";
import { type Talk, talk } from "./driver/talk.ts";
import { faultsIn, noFaults } from "./judge/judge-chat.ts";
import { isFull, percentile, printFigures, seed, seeded, sized } from "./size.ts";

const sockets = sized(30, 200);
const perSecond = sized(60, 100);
/** 3 to 5 seconds' worth at the full rate. */
const messagesBetween = sized({ least: 40, most: 80 }, { least: 300, most: 500 });
const backMs = 3_000;
/** What a replica accepted and did not live to answer is answered by another within this. */
const takenOverMs = 5_000;

const postgres = await startPostgres();

const rows = [
	{ replicas: 1, over: "SQLite", variables: {}, kills: sized(2, 20) },
	...(postgres === null ? [] : [{ replicas: 2, over: "PostgreSQL", variables: { DATABASE_URL: postgres.url }, kills: sized(2, 20) }]),
];

type Kills = { readonly servers: Servers; readonly talking: Talk; readonly kills: number };

/** Kills one server after another while merchants write; how long each took to start again. */
const killAll = async ({ servers, talking, kills }: Kills): Promise<readonly number[]> => {
	const random = seeded(seed);
	const startsMs: number[] = [];
	const { least, most } = messagesBetween;
	for (let kill = 0; kill < kills; kill++) {
		const enough = talking.acknowledged() + least + Math.floor(random() * (most - least));
		await untilTrue("messages", () => talking.acknowledged() >= enough);
		const victim = servers.all[Math.floor(random() * servers.all.length)];
		await victim?.end("SIGKILL");
		startsMs.push((await victim?.start()) ?? 0);
	}
	return startsMs;
};

describe("a server that is killed without warning", () => {
	afterAll(() => postgres?.stop());

	it.each(rows)("loses nothing, doubles nothing and keeps the order: $replicas over $over", { timeout: 600_000 }, async (row) => {
		const { replicas, over, variables, kills } = row;
		const house = await openHouse();
		const servers = await startServers(replicas, () => house.server({ variables }));
		const merchants = await house.chats(sockets, [servers]);
		const talking = talk(merchants, perSecond);
		const startsMs = await killAll({ servers, talking, kills });
		await talking.stop();
		await Promise.all(merchants.map(({ finish }) => finish()));
		const verdict = house.judgeChats();
		const { acknowledged, recoveriesMs, answersMs } = verdict;
		const p95 = (values: readonly number[]) => percentile(values, 0.95);
		const [backP95Ms, answerMaxMs] = [p95(recoveriesMs), percentile(answersMs, 1)];
		const times = {
			startP95Ms: p95(startsMs),
			backP50Ms: percentile(recoveriesMs, 0.5),
			backP95Ms,
			answerP95Ms: p95(answersMs),
			answerMaxMs,
		};
		printFigures("goal 1", { over, replicas, sockets, kills, acknowledged, ...faultsIn(verdict), backs: recoveriesMs.length, ...times });
		expect(faultsIn(verdict)).toEqual(noFaults);
		expect(recoveriesMs.length).toBeGreaterThan(kills);
		if (!isFull) return;
		expect(backP95Ms).toBeLessThanOrEqual(backMs);
		expect(answerMaxMs).toBeLessThanOrEqual(takenOverMs);
	});
});
