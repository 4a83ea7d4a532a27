// Goal 10: conversations that nobody is talking in cost next to nothing.

import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { openHouse } from "./driver/house.ts";
import { httpCall, isSuccess } from "./driver/http-call.ts";
import { until } from "./driver/retry.ts";
import type { Server } from "./driver/server.ts";
import { isFull, printFigures, sized } from "./size.ts";

const conversations = sized(400, 50_000);
const openedTogether = 32;
/** Each address may start a thousand in ten seconds. */
const addresses = 64;
const maxRssMb = 350;
const maxHeapPerConversation = 2 * 1024;

const begin = async ({ url }: Server, n: number): Promise<void> => {
	const post = (path: string, token?: string) =>
		until("a conversation", async () => {
			const call = { method: "POST", body: {}, from: `10.0.1.${n % addresses}` } as const;
			const answer = await httpCall(`${url}${path}`, token === undefined ? call : { ...call, token });
			return isSuccess(answer) ? (answer.body as { token: string }) : null;
		});
	const { token } = await post("/chat/token");
	await post("/v3/directline/conversations", token);
};

const beginMany = async (server: Server, from: number, to: number): Promise<void> => {
	let next = from;
	const work = async () => {
		for (let n = next++; n < to; n = next++) await begin(server, n);
	};
	await Promise.all(Array.from({ length: openedTogether }, work));
};

/** Of any process, on Linux and macOS alike. */
const rssMb = (server: Server): number => Math.round(Number(execFileSync("ps", ["-o", "rss=", "-p", String(server.pid())])) / 1024);

describe("conversations nobody is talking in", () => {
	it("leave the server small", { timeout: 900_000 }, async () => {
		const house = await openHouse();
		const server = await house.server({ preloads: ["probe"] });
		await server.start();
		// What grows with the first conversations is code, not conversations.
		const warm = conversations / 5;
		await beginMany(server, 0, warm);
		const heapBefore = await server.ask("heap");
		await beginMany(server, warm, conversations);
		const peakRssMb = rssMb(server);
		const heapAfter = await server.ask("heap");
		const heapIdle = await server.ask("heap");
		const bytesEach = Math.round((heapAfter - heapBefore) / (conversations - warm));
		const idleRssMb = rssMb(server);
		const heapMb = Math.round(heapIdle / 1024 / 1024);
		printFigures("goal 10", {
			conversations,
			peakRssMb,
			idleRssMb,
			heapMb,
			heapBytesPerConversation: bytesEach,
			grewIdleBytes: heapIdle - heapAfter,
		});
		if (!isFull) return;
		expect(Math.max(peakRssMb, idleRssMb)).toBeLessThanOrEqual(maxRssMb);
		expect(bytesEach).toBeLessThanOrEqual(maxHeapPerConversation);
		expect(heapIdle).toBeLessThanOrEqual(heapAfter * 1.02);
	});
});
