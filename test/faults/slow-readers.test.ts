// Goal 9: some sockets stop reading. They cost the server next to nothing, the others feel nothing, and all of them catch up.

import { describe, expect, it } from "vitest";
import { type ChatMerchant, createChatMerchant } from "./driver/chat-merchant.ts";
import { type House, openHouse } from "./driver/house.ts";
import { untilTrue } from "./driver/retry.ts";
import type { Server } from "./driver/server.ts";
import { talk } from "./driver/talk.ts";
import { faultsIn, noFaults } from "./judge/judge-chat.ts";
import { isFull, percentile, printFigures, sized } from "./size.ts";

/** Conversations with long logs, and how many sockets each has: four that will stop reading, and as many as a conversation may have. */
const loud = sized(1, 5);
const stillEach = 4;
const readingEach = 3;
/** Conversations with one socket. */
const quiet = sized(8, 160);
/** The system itself keeps some four megabytes for a socket that nobody reads from; a log must be longer than that. */
const longMessages = sized(20, 420);
const calmMessages = sized(40, 600);
const busyMessages = sized(60, 2_700);
const perSecond = 60;
const maxBufferedBytes = 1024 * 1024;

/** As long as a message may be, of characters that take six bytes each on the wire. */
const long = (): string => "hello ".padEnd(2_000, "\u0001");
const short = (): string => "hello";

const write = async (writers: readonly ChatMerchant[], count: number, line: () => string, beside = async () => undefined as unknown) => {
	const talking = talk(writers, perSecond, line);
	const isEnough = async () => {
		await beside();
		return talking.acknowledged() >= count;
	};
	await untilTrue("messages", isEnough, 300_000);
	await talking.stop();
};

type Pages = { readonly of: readonly ChatMerchant[]; readonly each: number; readonly name: "reading" | "still" };

/** More pages of conversations that are there. */
const openPages = async (house: House, server: Server, { of, each, name }: Pages) => {
	const pages = of.flatMap(({ session }, n) =>
		Array.from({ length: each }, (_, page) =>
			createChatMerchant({ name: `chat-${name}-${n}-${page}`, url: () => server.url, histories: house.histories, session: session() }),
		),
	);
	for (const page of pages) {
		if (name === "still") page.holdStill();
		await page.open();
	}
	return pages;
};

describe("sockets that stop reading", () => {
	it("buffer little, slow nobody down and lose nothing", { timeout: 600_000 }, async () => {
		const house = await openHouse();
		const server = await house.server({ preloads: ["probe"] });
		await server.start();
		const loudWriters = await house.chats(loud, [server], "chat-loud");
		const quietWriters = await house.chats(quiet, [server], "chat-quiet");
		const reading = await openPages(house, server, { of: loudWriters, each: readingEach, name: "reading" });
		await write(loudWriters, loud * longMessages, long);
		const calmAt = performance.now();
		await write(quietWriters, calmMessages, short);
		const busyAt = performance.now();
		// Each begins with the whole log, and reads nothing of it.
		const still = await openPages(house, server, { of: loudWriters, each: stillEach, name: "still" });
		let bufferedBytes = 0;
		await write([...quietWriters, ...loudWriters], busyMessages, short, async () => {
			bufferedBytes = Math.max(bufferedBytes, await server.ask("buffered"));
		});
		for (const { readOn } of still) readOn();
		for (const all of [
			[...loudWriters, ...quietWriters],
			[...reading, ...still],
		])
			await Promise.all(all.map(({ finish }) => finish()));
		const verdict = house.judgeChats("chat");
		const echoes = house.judgeChats("chat-quiet").echoes;
		const p95 = (from: number, to: number) =>
			percentile(
				echoes.flatMap(({ at, tookMs }) => (at >= from && at < to ? [tookMs] : [])),
				0.95,
			);
		const [calmP95Ms, busyP95Ms] = [p95(calmAt, busyAt), p95(busyAt, Number.POSITIVE_INFINITY)];
		const sockets = loud * (1 + readingEach + stillEach) + quiet;
		const figures = { sockets, stalled: still.length, pushes: house.judgeChats("chat-loud").inLog + house.judgeChats("chat-quiet").inLog };
		printFigures("goal 9", { ...figures, dropped: verdict.recoveriesMs.length, bufferedBytes, calmP95Ms, busyP95Ms, ...faultsIn(verdict) });
		expect(faultsIn(verdict)).toEqual(noFaults);
		expect(bufferedBytes).toBeLessThanOrEqual(maxBufferedBytes);
		if (!isFull) return;
		expect(bufferedBytes).toBeGreaterThan(0);
		expect(busyP95Ms).toBeLessThanOrEqual(2 * calmP95Ms);
	});
});
