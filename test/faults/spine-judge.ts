// Writes through processes that are killed, and judges what the database then holds. `FAULT_KILLS` makes it longer.

import { expect, vi } from "vitest";
import type { LogEntry, Store } from "../../bot/store/store.ts";
import { wordsOf } from "../support/echo-house.ts";
import { type Driver, type Message, seeded } from "./spine-driver.ts";

const kills = Number(process.env.FAULT_KILLS ?? 3);
const seed = Number(process.env.FAULT_SEED ?? 20_261_123);
const conversations = 10;

const letters = (n: number): string => String.fromCharCode(97 + Math.trunc(n / 676), 97 + (Math.trunc(n / 26) % 26), 97 + (n % 26));

export const messagesOf = (count: number): readonly Message[] =>
	Array.from({ length: count }, (_, n) => ({ conversationId: `c${n % conversations}`, id: `id-${n}`, text: `word ${letters(n)}` }));

/** Sends everything again and again, killing one of the processes between, until all is acknowledged. */
export const runThrough = async (drivers: readonly Driver[], messages: readonly Message[]): Promise<void> => {
	const random = seeded(seed);
	await Promise.all(drivers.map((driver) => driver.start()));
	const isAcknowledged = ({ id }: Message) => drivers.some(({ acknowledged }) => acknowledged.has(id));
	const sendAll = () => {
		for (const driver of drivers) driver.send(messages.filter((message) => !isAcknowledged(message)));
	};
	for (let kill = 0; kill < kills; kill++) {
		sendAll();
		const enough = messages.filter(isAcknowledged).length + 1 + Math.trunc((random() * messages.length) / (kills + 1));
		await vi.waitFor(() => expect(messages.filter(isAcknowledged).length).toBeGreaterThanOrEqual(Math.min(enough, messages.length)), {
			interval: 1,
			timeout: 20_000,
		});
		const victim = drivers[Math.trunc(random() * drivers.length)];
		await victim?.kill();
		await victim?.start();
	}
	sendAll();
	await vi.waitFor(() => expect(messages.filter((message) => !isAcknowledged(message))).toEqual([]), { timeout: 20_000 });
};

/** What the databases hold, judged by itself: nothing lost, nothing doubled, answers in the order of the questions. */
export const judge = async (store: Store, messages: readonly Message[]): Promise<void> => {
	const said = new Map<string, readonly string[]>();
	for (let n = 0; n < conversations; n++) {
		const sent = messages.filter(({ conversationId }) => conversationId === `c${n}`).map(({ text }) => text);
		const log = await vi.waitFor(
			async () => {
				const entries = await store.conversations.log(`c${n}`, 0, 10_000);
				expect(wordsOf(entries, "bot")).toHaveLength(sent.length + 1);
				return entries;
			},
			{ timeout: 10_000 },
		);
		expect(wordsOf(log, "merchant").toSorted()).toEqual(sent.toSorted());
		expect(wordsOf(log, "bot")).toEqual(["joined", ...wordsOf(log, "merchant")]);
		expect(log.map(({ seq }: LogEntry) => seq)).toEqual(log.map((_, index) => index + 1));
		said.set(`c${n}`, wordsOf(log, "bot"));
	}
	expect(await takeSends(store)).toEqual(said);
};

/** What waits to be sent, in order: one item for each thing the bot said. */
const takeSends = async (store: Store): Promise<ReadonlyMap<string, readonly string[]>> => {
	const sends = new Map<string, string[]>();
	for (;;) {
		const items = await store.outbox.lease(10_000, 1, Date.now() + 3_600_000);
		if (items.length === 0) return sends;
		for (const item of items) {
			const texts = sends.get(item.conversationId) ?? [];
			if (item.payload.kind === "sendActivity") texts.push(item.payload.entry.text);
			sends.set(item.conversationId, texts);
			await store.outbox.settle(item, { kind: "done" }, Date.now());
		}
	}
};
