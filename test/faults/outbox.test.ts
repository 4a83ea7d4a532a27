// Goal 5 in small: notices over a channel that fails in every way, sent by two replicas, judged by what the channel saw.

import { describe, expect, it, vi } from "vitest";
import { relinkError } from "../../bot/errors.ts";
import { createMetrics } from "../../bot/metrics.ts";
import { createDeliverTable } from "../../bot/outbox/deliver/deliver-table.ts";
import type { Channel } from "../../bot/outbox/deliver/send-activity.ts";
import { createOutbox } from "../../bot/outbox/outbox.ts";
import { idleDesk, openTestStore, turnsOver } from "../support/echo-house.ts";
import { silentLogger } from "../support/silent-logger.ts";
import { seeded } from "./spine-driver.ts";

const notices = 500;
const seed = Number(process.env.FAULT_SEED ?? 20_261_123);

/** Takes most of what it is given; of the rest it took some before it failed. */
const failingChannel = (random: () => number) => {
	const seen: string[] = [];
	let ambiguous = 0;
	const channel: Channel = {
		send: async (_address, _entry, key) => {
			await new Promise(setImmediate);
			const luck = random();
			if (luck < 0.1) throw relinkError("CHANNEL_UNREACHABLE", { status: 429, retryAfterMs: 2_000 });
			if (luck < 0.2) throw relinkError("CHANNEL_UNREACHABLE");
			seen.push(key);
			if (luck > 0.3) return;
			ambiguous += 1;
			throw relinkError("CHANNEL_UNREACHABLE", { status: 502, ambiguous: true });
		},
	};
	return { channel, seen, ambiguous: () => ambiguous };
};

describe("notices through a failing channel", () => {
	it("all arrive, twice only where it could not be known", { timeout: 60_000 }, async () => {
		const { store, close } = await openTestStore();
		let offset = 0;
		const now = () => Date.now() + offset;
		const random = seeded(seed);
		const { channel, seen, ambiguous } = failingChannel(random);
		const turns = turnsOver(store, { now });
		const replicas = [1, 2].map(() => {
			const metrics = createMetrics();
			const deliver = createDeliverTable({ turns, desk: idleDesk, channel, store, now });
			return { metrics, outbox: createOutbox({ store, turns, deliver, now, random, metrics, logger: silentLogger }) };
		});
		for (const { outbox } of replicas) outbox.start();
		const ids = Array.from({ length: notices }, (_, n) => `c${n}`);
		await Promise.all(ids.map((id) => turns.join({ id, channel: "msteams", userId: "u", address: {} }, null)));
		await vi.waitFor(
			async () => {
				offset += 5_000;
				for (const { outbox } of replicas) outbox.wake();
				expect(new Set(seen).size).toBe(notices);
				expect(await store.outbox.nextDueAt()).toBeNull();
			},
			{ timeout: 30_000, interval: 20 },
		);
		const flagged = await Promise.all(replicas.map(async ({ metrics }) => (await metrics.outboxAmbiguous.get()).values[0]?.value ?? 0));
		expect(seen.length - notices).toBe(ambiguous());
		expect(flagged.reduce((sum, value) => sum + value, 0)).toBe(ambiguous());
		expect(await store.outbox.dead(10)).toEqual([]);
		await turns.drain();
		for (const { outbox } of replicas) await outbox.stop();
		await close();
	});
});
