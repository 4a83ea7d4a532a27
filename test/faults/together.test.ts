// Goal 3: many turns of one conversation at the same time, over one replica and over two.

import { afterAll, describe, expect, it } from "vitest";
import { startPostgres } from "../support/postgres.ts";
import { openHouse } from "./driver/house.ts";
import { untilTrue } from "./driver/retry.ts";
import { startServers } from "./driver/server.ts";
import { lineOf } from "./driver/talk.ts";
import { faultsIn, noFaults } from "./judge/judge-chat.ts";
import { printFigures, sized } from "./size.ts";

const conversations = sized(6, 50);
const turns = sized(20, 40);

const postgres = await startPostgres();

describe("turns of one conversation that come together", () => {
	afterAll(() => postgres?.stop());

	const rows = [
		{ replicas: 1, over: "SQLite", variables: {} },
		...(postgres === null ? [] : [1, 2].map((replicas) => ({ replicas, over: "PostgreSQL", variables: { DATABASE_URL: postgres.url } }))),
	];

	it.each(rows)(
		"are answered in the order of acceptance, and no update is lost: $replicas over $over",
		{ timeout: 600_000 },
		async (row) => {
			const { replicas, over, variables } = row;
			const house = await openHouse();
			// Each conversation is written to through every replica.
			const servers = await startServers(replicas, () => house.server({ variables }));
			const chats = await house.chats(conversations, [servers]);
			const from = performance.now();
			await Promise.all(
				chats.flatMap(({ send }) =>
					Array.from({ length: turns }, (_, n) => untilTrue("an acknowledgement", () => send(`m${n}`, lineOf(n)))),
				),
			);
			await Promise.all(chats.map(({ finish }) => finish()));
			const verdict = house.judgeChats();
			const perSecond = Math.round((verdict.acknowledged / (performance.now() - from)) * 1_000);
			printFigures("goal 3", { over, replicas, conversations, turns, acknowledged: verdict.acknowledged, perSecond, ...faultsIn(verdict) });
			expect(faultsIn(verdict)).toEqual(noFaults);
		},
	);
});
