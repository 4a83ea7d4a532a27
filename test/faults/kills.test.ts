// Goal 1: the server is killed without warning, again and again, while merchants write.

import { describe, expect, it } from "vitest";
import { openHouse } from "./driver/house.ts";
import { untilTrue } from "./driver/retry.ts";
import { talk } from "./driver/talk.ts";
import { faultsIn, noFaults } from "./judge/judge-chat.ts";
import { isFull, percentile, printFigures, seed, seeded, sized } from "./size.ts";

const sockets = sized(30, 200);
const perSecond = sized(60, 100);
const kills = sized(3, 20);
/** 3 to 5 seconds' worth at the full rate. */
const messagesBetween = sized([40, 80], [300, 500]) as readonly [number, number];
const backMs = 3_000;

describe("a server that is killed without warning", () => {
	it("loses nothing that it acknowledged, doubles nothing, keeps the order and is back soon", { timeout: 600_000 }, async () => {
		const random = seeded(seed);
		const house = await openHouse();
		const server = await house.server();
		await server.start();
		const merchants = await house.chats(sockets, [server]);
		const talking = talk(merchants, perSecond);
		for (let kill = 0; kill < kills; kill++) {
			const [least, most] = messagesBetween;
			const enough = talking.acknowledged() + least + Math.floor(random() * (most - least));
			await untilTrue("messages", () => talking.acknowledged() >= enough);
			await server.end("SIGKILL");
			await server.start();
		}
		await talking.stop();
		await Promise.all(merchants.map(({ finish }) => finish()));
		const verdict = house.judgeChats();
		const { acknowledged, recoveriesMs } = verdict;
		const backP95Ms = percentile(recoveriesMs, 0.95);
		const recovered = { backP50Ms: percentile(recoveriesMs, 0.5), backP95Ms, backMaxMs: percentile(recoveriesMs, 1) };
		printFigures("goal 1", { sockets, kills, acknowledged, ...faultsIn(verdict), recoveries: recoveriesMs.length, ...recovered });
		await house.close();
		expect(faultsIn(verdict)).toEqual(noFaults);
		expect(recoveriesMs.length).toBeGreaterThan(kills);
		if (isFull) expect(backP95Ms).toBeLessThanOrEqual(backMs);
	});
});
