// Goal 11: the server is told to stop while merchants write, as every deploy does.

import { describe, expect, it } from "vitest";
import { openHouse } from "./driver/house.ts";
import { untilTrue } from "./driver/retry.ts";
import { talk } from "./driver/talk.ts";
import { faultsIn, noFaults } from "./judge/judge-chat.ts";
import { percentile, printFigures, seed, seeded, sized } from "./size.ts";

const sockets = sized(20, 100);
const teamsMerchants = sized(4, 20);
const perSecond = sized(60, 100);
const stops = sized(3, 20);
const messagesBetween = sized({ least: 30, most: 60 }, { least: 100, most: 300 });
const stopMs = 10_000;

describe("a server that is told to stop under load", () => {
	it("exits with 0 in time, and what it accepted is there afterwards", { timeout: 600_000 }, async () => {
		const random = seeded(seed);
		const house = await openHouse();
		const server = await house.server();
		await server.start();
		const connector = await house.connector();
		const chats = await house.chats(sockets, [server]);
		const teams = house.teams(teamsMerchants, [server], connector);
		const talking = talk([...chats, ...teams], perSecond);
		const ends: { readonly code: number | null; readonly tookMs: number }[] = [];
		for (let stop = 0; stop < stops; stop++) {
			const { least, most } = messagesBetween;
			const enough = talking.acknowledged() + least + Math.floor(random() * (most - least));
			await untilTrue("messages", () => talking.acknowledged() >= enough);
			ends.push(await server.end("SIGTERM"));
			await server.start();
		}
		await talking.stop();
		await Promise.all(chats.map(({ finish }) => finish()));
		await untilTrue("the channel", () => teams.every(({ isAnswered }) => isAnswered()));
		const chat = house.judgeChats();
		const { lost, surplus, disordered, duplicates } = house.judgeTeams();
		const channel = { lost: lost.length, surplus: surplus.length, disordered: disordered.length, duplicates: duplicates.length };
		const times = ends.map(({ tookMs }) => tookMs);
		const codes = ends.map(({ code }) => code);
		const { acknowledged } = chat;
		printFigures("goal 11", {
			stops,
			acknowledged,
			...faultsIn(chat),
			channel,
			stopP50Ms: percentile(times, 0.5),
			stopMaxMs: percentile(times, 1),
		});
		expect(codes).toEqual(codes.map(() => 0));
		expect(Math.max(...times)).toBeLessThanOrEqual(stopMs);
		expect(faultsIn(chat)).toEqual(noFaults);
		expect(channel).toEqual({ lost: 0, surplus: 0, disordered: 0, duplicates: 0 });
	});
});
