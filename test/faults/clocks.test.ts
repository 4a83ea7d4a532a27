// The wall clock jumps and the event loop stands still, while merchants write: nobody is shut out, nothing waits for the clock to catch up.

import { describe, expect, it } from "vitest";
import { openHouse } from "./driver/house.ts";
import { untilTrue } from "./driver/retry.ts";
import { talk } from "./driver/talk.ts";
import { faultsIn, noFaults } from "./judge/judge-chat.ts";
import { percentile, printFigures, sized } from "./size.ts";

const chatMerchants = sized(10, 50);
const teamsMerchants = sized(5, 20);
const perSecond = sized(60, 80);
const messagesBetween = sized(40, 200);

const minute = 60_000;
/** Less than a token lives: what has run out is refused for good reason. */
const troubles = [
	`clock:+${10 * minute}`,
	`clock:-${20 * minute}`,
	"stall:1500",
	...sized([], ["stall:5500"]),
	`clock:+${10 * minute}`,
	`clock:-${15 * minute}`,
];
/** Turns wait behind a stall, never for the clock. */
const answeredMs = 15_000;

describe("a clock that jumps and an event loop that stands still", () => {
	it("harm nobody", { timeout: 300_000 }, async () => {
		const house = await openHouse();
		const server = await house.server({ preloads: ["trouble"], variables: { FAULT_TROUBLES: troubles.join(",") } });
		await server.start();
		const connector = await house.connector();
		const chats = await house.chats(chatMerchants, [server]);
		const teams = house.teams(teamsMerchants, [server], connector);
		const talking = talk([...chats, ...teams], perSecond);
		for (const _ of troubles) {
			const enough = talking.acknowledged() + messagesBetween;
			await untilTrue("messages", () => talking.acknowledged() >= enough);
			server.signal("SIGUSR2");
		}
		const enough = talking.acknowledged() + messagesBetween;
		await untilTrue("messages", () => talking.acknowledged() >= enough, answeredMs);
		await talking.stop();
		await Promise.all(chats.map(({ finish }) => finish()));
		await untilTrue("the channel", () => teams.every(({ isAnswered }) => isAnswered()), answeredMs);
		const chat = house.judgeChats();
		const { lost, surplus, disordered, unexcused } = house.judgeTeams();
		const channel = { lost: lost.length, surplus: surplus.length, disordered: disordered.length };
		const { acknowledged, limited, answersMs } = chat;
		printFigures("clocks", {
			troubles,
			acknowledged,
			...faultsIn(chat),
			channel,
			unexcused: unexcused.length,
			answerMaxMs: percentile(answersMs, 1),
		});
		expect(limited).toBe(0);
		expect(faultsIn(chat)).toEqual(noFaults);
		expect(channel).toEqual({ lost: 0, surplus: 0, disordered: 0 });
	});
});
