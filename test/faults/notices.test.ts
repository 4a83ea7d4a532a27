// Goal 5: "tell me when it is back", kept through a channel that fails in every way, and through a crash.

import { afterAll, describe, expect, it } from "vitest";
import { startPostgres } from "../support/postgres.ts";
import type { Mood } from "./driver/connector.ts";
import { openHouse } from "./driver/house.ts";

import { until, untilTrue } from "./driver/retry.ts";
import type { Server } from "./driver/server.ts";
import type { TeamsMerchant } from "./driver/teams-merchant.ts";
import { faultsIn, noFaults } from "./judge/judge-chat.ts";
import { printFigures, seed, seeded, sized } from "./size.ts";

const merchants = sized(15, 500);
const askedTogether = 20;

const postgres = await startPostgres();

/** How often, out of a thousand, the channel does what. A silence costs the bot its whole deadline. */
const moods: readonly (readonly [Mood, number])[] = [
	["429", 100],
	["502", 50],
	["502 after taking", 50],
	["cut", 30],
	["silence", sized(0, 3)],
];

/** Told by the bot as something that may have been seen. */
const ambiguous: ReadonlySet<Mood> = new Set(["502", "502 after taking", "cut", "silence"]);

const createMoods = (random: () => number) => {
	let flagged = 0;
	const mood = (): Mood => {
		let luck = random() * 1_000;
		const found = moods.find(([, share]) => {
			luck -= share;
			return luck < 0;
		});
		const [name] = found ?? (["take"] as const);
		if (ambiguous.has(name)) flagged += 1;
		return name;
	};
	return { mood, flagged: () => flagged };
};

/** The switch of the sandbox page. */
const turnBackOffice = async (server: Server, state: "outage" | "operational"): Promise<void> => {
	const body = new URLSearchParams({ all: state });
	const answer = await fetch(`${server.url}/sandbox`, { method: "POST", body, redirect: "manual" });
	expect(answer.status).toBe(303);
};

const metric = async (server: Server, name: string): Promise<number> => {
	const text = await (await fetch(`${server.url}/metrics`)).text();
	const values = text.split("\n").filter((line) => line.startsWith(name));
	return values.reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
};

describe("a promise to tell when the back office is back", () => {
	afterAll(() => postgres?.stop());

	it.runIf(postgres !== null)("is kept by two replicas, twice only where the channel had not said", { timeout: 600_000 }, async () => {
		const house = await openHouse();
		const { mood, flagged } = createMoods(seeded(seed));
		const connector = await house.connector(mood);
		const variables = { DATABASE_URL: postgres?.url ?? "" };
		const first = await house.server({ variables });
		const second = await house.server({ variables: { ...variables, STATUS_URL: `${first.url}/sandbox` } });
		await first.start();
		await turnBackOffice(first, "outage");
		await second.start();
		const all = house.teams(merchants, [first, second], connector);
		const askToBeTold = async (merchant: TeamsMerchant) => {
			await merchant.say("my terminal can't connect");
			await untilTrue("an answer", merchant.isAnswered);
			expect(connector.lastChoices(merchant.name)).toContain("watch");
			await merchant.say("Tell me when it is back", "watch");
			await untilTrue("an answer", merchant.isAnswered);
		};
		for (let n = 0; n < merchants; n += askedTogether) await Promise.all(all.slice(n, n + askedTogether).map(askToBeTold));
		await turnBackOffice(first, "operational");
		const from = performance.now();
		const isTold = ({ name, said }: TeamsMerchant) => connector.lastTurn(name) >= said() + 2;
		await untilTrue("the notices", () => all.every(isTold), 300_000);
		const tookS = Math.round((performance.now() - from) / 100) / 10;
		const counted = async () =>
			(await metric(first, "relink_outbox_ambiguous_total")) + (await metric(second, "relink_outbox_ambiguous_total"));
		await untilTrue("the last outcome to be counted", async () => (await counted()) === flagged(), 30_000);
		const { lost, surplus, disordered, duplicates, unexcused, unsaid, shown } = house.judgeTeams(1);
		const found = { lost: lost.length, surplus: surplus.length, disordered: disordered.length, unexcused: unexcused.length };
		printFigures("goal 5", {
			notices: merchants,
			replicas: 2,
			tookS,
			shown,
			...found,
			duplicates: duplicates.length,
			unsaid,
			flagged: flagged(),
		});
		expect(found).toEqual({ lost: 0, surplus: 0, disordered: 0, unexcused: 0 });
		expect(duplicates.length).toBeLessThanOrEqual(unsaid);
		expect(unsaid).toBeLessThanOrEqual(flagged());
	});

	it("is kept by a server that dies while it tells", { timeout: 120_000 }, async () => {
		const house = await openHouse();
		const server = await house.server();
		await server.start();
		await turnBackOffice(server, "outage");
		const chats = await house.chats(merchants, [server]);
		let told = 0;
		let hearFirst = () => undefined as unknown;
		const first = new Promise<void>((resolve) => {
			hearFirst = resolve;
		});
		for (const chat of chats) {
			await chat.say("my terminal can't connect");
			await chat.say("Tell me when it is back");
			await until("the answers", () => (chat.isAnswered() ? true : null));
			chat.onSaw(({ role, replyTo }) => {
				if (role !== "bot" || replyTo !== undefined) return;
				told += 1;
				hearFirst();
			});
		}
		await turnBackOffice(server, "operational");
		await first;
		await server.end("SIGKILL");
		const toldBefore = told;
		await server.start();
		await untilTrue("the other notices", () => told >= merchants);
		await Promise.all(chats.map(({ finish }) => finish()));
		const verdict = house.judgeChats();
		printFigures("goal 5", { notices: merchants, toldBeforeTheCrash: toldBefore, told, ...faultsIn(verdict) });
		expect(faultsIn(verdict)).toEqual(noFaults);
		expect(told).toBe(merchants);
	});
});
