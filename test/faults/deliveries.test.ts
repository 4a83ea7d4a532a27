// Goal 2: everything is delivered three times, twice together and once more after the server has been killed.

import { describe, expect, it } from "vitest";
import { openHouse } from "./driver/house.ts";
import { untilTrue } from "./driver/retry.ts";
import { lineOf } from "./driver/talk.ts";
import { faultsIn, noFaults } from "./judge/judge-chat.ts";
import { printFigures, sized } from "./size.ts";

/** Of each channel. */
const conversations = sized(4, 20);
/** In each conversation: fewer than the calls the server lets one conversation make in ten seconds. */
const messages = sized(10, 25);

type Sender = { send(messageId: string, text: string): Promise<boolean> };

describe("the same activity delivered again", () => {
	it("is one turn and one set of replies, at once, later and after a restart", { timeout: 600_000 }, async () => {
		const house = await openHouse();
		const server = await house.server();
		await server.start();
		const connector = await house.connector();
		const chats = await house.chats(conversations, [server]);
		const teams = house.teams(conversations, [server], connector);
		const inAll = (deliver: (sender: Sender, n: number) => Promise<void>) =>
			Promise.all(
				[...chats, ...teams].map(async (sender) => {
					for (let n = 0; n < messages; n++) await deliver(sender, n);
				}),
			);
		const once = (sender: Sender, n: number) => untilTrue("an acknowledgement", () => sender.send(`m${n}`, lineOf(n)));
		await inAll(async (sender, n) => {
			await Promise.all([once(sender, n), once(sender, n)]);
		});
		await server.end("SIGKILL");
		await server.start();
		await inAll(once);
		await Promise.all(chats.map(({ finish }) => finish()));
		await untilTrue("the channel", () => teams.every(({ name }) => connector.lastTurn(name) > messages));
		const chat = house.judgeChats();
		const { lost, surplus, disordered, shown } = house.judgeTeams();
		const figures = { lost: lost.length, surplus: surplus.length, disordered: disordered.length, shown };
		printFigures("goal 2", { activities: 2 * conversations * messages, deliveries: 3, chat: faultsIn(chat), teams: figures });
		expect(faultsIn(chat)).toEqual(noFaults);
		expect(figures).toMatchObject({ lost: 0, surplus: 0, disordered: 0 });
	});
});
