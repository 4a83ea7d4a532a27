// Goal 9: some sockets stop reading. They cost the server next to nothing, the others feel nothing, and all of them catch up.

import { describe, expect, it } from "vitest";
import { type ChatMerchant, createChatMerchant } from "./driver/chat-merchant.ts";
import { type House, openHouse } from "./driver/house.ts";
import { untilTrue } from "./driver/retry.ts";
import type { Server } from "./driver/server.ts";
import { talk } from "./driver/talk.ts";
import { faultsIn, noFaults } from "./judge/judge-chat.ts";
import { isFull, percentile, printFigures, sized } from "./size.ts";

const conversations = sized(5, 25);
const socketsEach = 8;
const stalled = sized(4, 20);
const pushes = sized(100, 5_000);
const perSecond = sized(50, 60);
const maxBufferedBytes = 1024 * 1024;

/** As long as a message may be, so that a socket nobody reads from is soon full. */
const long = (text: string): string => text.padEnd(2_000, "终端连不上后台，");

/** A writing merchant and seven pages that only listen, in each conversation. */
const openAll = async (house: House, server: Server, prefix: string) => {
	const writers = await house.chats(conversations, [server], `${prefix}-writer`);
	const listeners: ChatMerchant[] = [];
	for (const [n, { session }] of writers.entries()) {
		for (let page = 1; page < socketsEach; page++) {
			const name = `${prefix}-listener-${n}-${page}`;
			listeners.push(createChatMerchant({ name, url: () => server.url, histories: house.histories, session: session() }));
		}
	}
	for (const listener of listeners) await listener.open();
	return { writers, listeners };
};

/** Who only listens cannot know when the last answer has come. */
const finishAll = async ({ writers, listeners }: Awaited<ReturnType<typeof openAll>>): Promise<void> => {
	await Promise.all(writers.map(({ finish }) => finish()));
	await Promise.all(listeners.map(({ finish }) => finish()));
};

const write = async (writers: readonly ChatMerchant[], count: number, beside: () => Promise<void>): Promise<void> => {
	const talking = talk(writers, perSecond, long);
	await untilTrue(
		"messages",
		async () => {
			await beside();
			return talking.acknowledged() >= count;
		},
		400_000,
	);
	await talking.stop();
};

describe("sockets that stop reading", () => {
	it("buffer little, slow nobody down and lose nothing", { timeout: 600_000 }, async () => {
		const house = await openHouse();
		const server = await house.server({ preloads: ["probe"] });
		await server.start();
		const calm = await openAll(house, server, "calm");
		await write(calm.writers, pushes / 10, async () => undefined);
		await finishAll(calm);
		const busy = await openAll(house, server, "busy");
		const still = busy.listeners.filter((_, n) => n % (socketsEach - 1) === 0).slice(0, stalled);
		for (const { holdStill } of still) holdStill();
		let bufferedBytes = 0;
		await write(busy.writers, pushes, async () => {
			bufferedBytes = Math.max(bufferedBytes, await server.ask("buffered"));
		});
		for (const { readOn } of still) readOn();
		await finishAll(busy);
		const [before, during] = [house.judgeChats("calm"), house.judgeChats("busy")];
		const [calmP95Ms, busyP95Ms] = [percentile(before.echoesMs, 0.95), percentile(during.echoesMs, 0.95)];
		const sockets = conversations * socketsEach;
		const figures = { sockets, stalled: still.length, pushes: during.inLog, dropped: during.recoveriesMs.length, bufferedBytes };
		printFigures("goal 9", { ...figures, calmP95Ms, busyP95Ms, ...faultsIn(during) });
		expect(faultsIn(before)).toEqual(noFaults);
		expect(faultsIn(during)).toEqual(noFaults);
		expect(bufferedBytes).toBeLessThanOrEqual(maxBufferedBytes);
		if (isFull) expect(busyP95Ms).toBeLessThanOrEqual(2 * calmP95Ms);
	});
});
