// Goal 4: the server dies at each step of accepting, answering and delivering. Which steps there are is found out by listening.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { startPostgres } from "../support/postgres.ts";
import type { Connector } from "./driver/connector.ts";
import { type House, openHouse } from "./driver/house.ts";
import { untilTrue } from "./driver/retry.ts";
import type { Server } from "./driver/server.ts";
import { talk } from "./driver/talk.ts";
import { faultsIn, noFaults } from "./judge/judge-chat.ts";
import { printFigures, seed, seeded, sized } from "./size.ts";

const postgres = await startPostgres();

const rows = [
	{ over: "SQLite", variables: {}, steps: sized(2, Number.POSITIVE_INFINITY), kills: sized(1, 20) },
	...(postgres === null
		? []
		: [{ over: "PostgreSQL", variables: { DATABASE_URL: postgres.url }, steps: sized(1, Number.POSITIVE_INFINITY), kills: sized(1, 3) }]),
];

/** The n-th time a step is passed is one of the first so many. */
const occurrences = 5;
/** Slow enough that what waits behind a lease is soon delivered. */
const perSecond = 30;

type Drive = { readonly house: House; readonly server: Server; readonly connector: Connector };

/** Two web chats and one Teams conversation, as many as one kill may double a delivery of. */
const open = async ({ house, server, connector }: Drive, prefix: string) => {
	const chats = await house.chats(2, [server], `chat-${prefix}`);
	const [teams] = house.teams(1, [server], connector, `teams-${prefix}`);
	if (teams === undefined) throw new Error("one was asked for");
	return { chats, teams };
};

type Merchants = Awaited<ReturnType<typeof open>>;

const settle = async ({ chats, teams }: Merchants, step: string): Promise<void> => {
	await Promise.all(chats.map(({ finish }) => finish()));
	await untilTrue(`the channel, killed at ${step}`, teams.isAnswered);
};

/** Every step that a message, its answer and its delivery take. */
const listSteps = async ([drive]: readonly Drive[]): Promise<readonly string[]> => {
	if (drive === undefined) throw new Error("nothing to listen to");
	const trace = join(drive.house.folder, "steps");
	await drive.server.start({ FAULT_TRACE: trace });
	const merchants = await open(drive, "listening");
	const talking = talk([...merchants.chats, merchants.teams], perSecond);
	await untilTrue("messages", () => talking.acknowledged() >= 30);
	await talking.stop();
	await settle(merchants, "no step");
	const counts = new Map<string, number>();
	for (const step of readFileSync(trace, "utf8").split("\n")) if (step !== "") counts.set(step, (counts.get(step) ?? 0) + 1);
	// What is passed by chance only, such as a statement of the desk, cannot be waited for.
	return [...counts].flatMap(([step, count]) => (count >= 4 ? [step] : [])).sort();
};

/** Dies at the step that often, each time at another occurrence, and is started again; the messages go on as if nothing had been. */
const dieAt = async (drive: Drive, step: string, { kills, random }: { kills: number; random: () => number }): Promise<void> => {
	const { server } = drive;
	const merchants = await open(drive, step.replaceAll(/\W+/g, "-"));
	const talking = talk([...merchants.chats, merchants.teams], perSecond);
	await server.end("SIGKILL");
	for (let kill = 0; kill < kills; kill++) {
		// Merchants are let in before it says that it is there, and with them the end may come.
		await server.start({ FAULT_AT: `${step}#${1 + Math.floor(random() * occurrences)}` }).catch(() => undefined);
		const ended = await server.ended();
		expect(ended.signal, step).toBe("SIGKILL");
	}
	await server.start();
	await talking.stop();
	await settle(merchants, step);
};

describe("a server that dies at any step", () => {
	afterAll(() => postgres?.stop());

	it.each(rows)("leaves no half state, and doubles at most what it was sending: $over", { timeout: 1_800_000 }, async (row) => {
		const random = seeded(seed);
		const house = await openHouse();
		const connector = await house.connector();
		const drives: Drive[] = [];
		for (const name of sized(["one"], ["one", "two"])) {
			const server = await house.server({ dataDir: join(house.folder, name), variables: row.variables, preloads: ["failpoint"] });
			drives.push({ house, server, connector });
		}
		const all = await listSteps(drives);
		const steps = all
			.map((step) => ({ step, luck: random() }))
			.sort((one, other) => one.luck - other.luck)
			.slice(0, row.steps);
		// The first was listened to and is up.
		for (const { server } of drives.slice(1)) await server.start();
		const left = steps.map(({ step }) => step);
		await Promise.all(
			drives.map(async (drive) => {
				for (let step = left.shift(); step !== undefined; step = left.shift()) await dieAt(drive, step, { kills: row.kills, random });
			}),
		);
		const verdict = house.judgeChats();
		const { lost, surplus, reminded, disordered, duplicates, acknowledged } = house.judgeTeams();
		const kills = steps.length * row.kills;
		const teams = {
			acknowledged,
			lost: lost.length,
			surplus: surplus.length,
			reminded: reminded.length,
			disordered: disordered.length,
			duplicates: duplicates.length,
		};
		printFigures("goal 4", { over: row.over, steps: steps.length, of: all.length, kills, chat: faultsIn(verdict), teams });
		expect(all).toEqual(expect.arrayContaining(["before BEGIN", "before the caller is answered", "after the channel answered"]));
		expect(faultsIn(verdict)).toEqual(noFaults);
		expect(teams).toMatchObject({ lost: 0, surplus: 0, disordered: 0 });
		expect(duplicates.length).toBeLessThanOrEqual(kills);
	});
});
