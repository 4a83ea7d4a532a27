// Goal 15: the longest texts the chat takes, of the kinds that make software slow.

import { describe, expect, it } from "vitest";
import { openHouse } from "./driver/house.ts";
import { untilTrue } from "./driver/retry.ts";
import type { Server } from "./driver/server.ts";
import { faultsIn, noFaults } from "./judge/judge-chat.ts";
import { isFull, percentile, printFigures, sized } from "./size.ts";

const rounds = sized(1, 20);
const longest = 2_000;
const turnMs = 50;
const loopDelayMs = 100;

const repeat = (...parts: readonly string[]): string => parts.join("").repeat(longest).slice(0, longest);
const letters = "abcdefghijklmnopqrstuvwxyz";
/** Different words, none of them known: each is looked up for what it may have been meant to be. */
const nonsense = Array.from({ length: 400 }, (_, n) => `${letters[n % 26]}${letters[(n * 7) % 26]}${letters[(n * 11) % 26]}rm`).join(" ");

/** Every one `longest` characters, but for surrogates, which count as one and are two. */
const texts: readonly string[] = [
	repeat("a"),
	repeat("1"),
	repeat("4111 1111 1111 111"),
	repeat("1 - "),
	repeat("四一一一 "),
	repeat("4", "\u200b"),
	repeat("１２３４"),
	repeat("٤١"),
	repeat("终端连不上后台"),
	repeat("終端連不上後臺，"),
	nonsense.slice(0, longest),
	repeat("termnal conection errr "),
	repeat("my terminal can't connect. "),
	repeat("is your side down? how do I print a receipt? error 91. "),
	repeat("A1"),
	repeat("😀").slice(0, longest),
	repeat("e\u0301"),
	repeat("\u202e abc"),
	repeat("((((((((("),
	repeat("\\u0000 <b>&amp;"),
	repeat("12:30 "),
	repeat("a@b.c "),
	repeat(" \t\n x"),
	repeat("二零二五年一月一日 "),
];

type Metrics = { readonly slow: number; readonly total: number; readonly loopP99Ms: number };

/** Turns and acceptances slower than the limit, by the server's own count. */
const read = async ({ url }: Server): Promise<Metrics> => {
	const text = await (await fetch(`${url}/metrics`)).text();
	const value = (name: string): number =>
		Number(
			text
				.split("\n")
				.find((line) => line.startsWith(`${name} `))
				?.split(" ")[1] ?? 0,
		);
	const slow = (name: string) => value(`${name}_count`) - value(`${name}_bucket{le="${turnMs / 1_000}"}`);
	return {
		slow: slow("relink_turn_seconds") + slow("relink_accept_seconds"),
		total: value("relink_turn_seconds_count"),
		loopP99Ms: Math.round(value("relink_nodejs_eventloop_lag_p99_seconds") * 1_000),
	};
};

describe("texts as long as they may be", () => {
	it("are answered without holding anybody up", { timeout: 600_000 }, async () => {
		const house = await openHouse();
		const server = await house.server({ preloads: ["probe"] });
		await server.start();
		// Each kind has a conversation, so that none is answered in the light of another.
		const chats = await house.chats(texts.length, [server]);
		const cpuMs: number[] = [];
		const sayAll = async () => {
			for (const [n, text] of texts.entries()) {
				const before = await server.ask("cpu");
				await chats[n]?.say(text);
				await untilTrue("the answer", () => chats[n]?.isAnswered() ?? true);
				cpuMs.push((await server.ask("cpu")) - before);
			}
		};
		for (let round = 0; round < rounds; round++) await sayAll();
		const { slow, total, loopP99Ms } = await read(server);
		await Promise.all(chats.map(({ finish }) => finish()));
		const verdict = house.judgeChats();
		const cpuMaxMs = percentile(cpuMs, 1);
		const times = { cpuP50Ms: percentile(cpuMs, 0.5), cpuMaxMs, slowerThan50Ms: slow, loopP99Ms };
		printFigures("goal 15", { kinds: texts.length, turns: total, ...times, ...faultsIn(verdict) });
		expect(faultsIn(verdict)).toEqual(noFaults);
		if (!isFull) return;
		// Of the turn's own thread's time on the processor: the wall clock's includes what else the machine does.
		expect(cpuMaxMs).toBeLessThanOrEqual(turnMs);
		expect(loopP99Ms).toBeLessThanOrEqual(loopDelayMs);
	});
});
