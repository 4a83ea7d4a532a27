import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Desk } from "../../../bot/desks/desk.ts";
import { relinkError } from "../../../bot/errors.ts";
import { createMetrics } from "../../../bot/metrics.ts";
import { createDeliverTable } from "../../../bot/outbox/deliver/deliver-table.ts";
import type { Channel } from "../../../bot/outbox/deliver/send-activity.ts";
import { createOutbox, type Outbox } from "../../../bot/outbox/outbox.ts";
import type { ChannelId, Store } from "../../../bot/store/store.ts";
import type { Turns, TurnsDeps } from "../../../bot/turn/turns.ts";
import { aSummary } from "../../contracts/store-builders.ts";
import { aWord, echo, idleDesk, logWith, openTestStore, safe, type TestStore, turnsOver, wordsOf } from "../../support/echo-house.ts";
import { silentLogger } from "../../support/silent-logger.ts";

type Sent = { readonly key: string; readonly text: string };

/** A channel that fails as told, then takes everything. */
const scripted = (...failures: readonly unknown[]) => {
	const sent: Sent[] = [];
	const tried: Sent[] = [];
	const left = [...failures];
	const channel: Channel = {
		send: async (_address, { text }, key) => {
			tried.push({ key, text });
			const failure = left.shift();
			if (failure !== undefined) throw failure;
			sent.push({ key, text });
		},
	};
	return { channel, sent, tried };
};

describe("createOutbox", () => {
	let test: TestStore;
	let store: Store;
	let running: { readonly turns: Turns; readonly outbox: Outbox }[];
	beforeEach(async () => {
		test = await openTestStore();
		store = test.store;
		running = [];
	});
	afterEach(async () => {
		for (const { turns, outbox } of running) {
			await turns.drain();
			await outbox.stop();
		}
		await test.close();
	});

	const run = async (over: { channel?: Channel; desk?: Desk; channelId?: ChannelId; decide?: TurnsDeps["decide"] }) => {
		let offset = 0;
		const now = () => Date.now() + offset;
		const metrics = createMetrics();
		let leaseMs = () => 0;
		const turns = turnsOver(store, { now, leaseMs: () => leaseMs(), ...(over.decide === undefined ? {} : { decide: over.decide }) });
		const channel = over.channel ?? scripted().channel;
		const deliver = createDeliverTable({ turns, desk: over.desk ?? idleDesk, channel, store, now });
		const outbox = createOutbox({ store, turns, deliver, now, random: () => 0, metrics, logger: silentLogger });
		running.push({ turns, outbox });
		leaseMs = outbox.leaseMs;
		outbox.start();
		await turns.join({ id: "c1", channel: over.channelId ?? "msteams", userId: "u", address: { serviceUrl: "x" } }, null);
		const later = (ms: number) => {
			offset += ms;
			outbox.wake();
		};
		return { turns, outbox, later, metrics };
	};

	it("sends what the bot said, in order, each under the key of its log entry", async () => {
		const { channel, sent } = scripted();
		const { turns } = await run({ channel });
		for (const text of ["one", "two", "three"]) await turns.say(aWord("c1", text));
		await vi.waitFor(() => expect(sent.map(({ text }) => text)).toEqual(["joined", "one", "two", "three"]));
		const log = await store.conversations.log("c1", 0, 100);
		expect(sent.map(({ key }) => key)).toEqual(log.filter(({ author }) => author === "bot").map(({ id }) => id));
	});

	it("tries again under the same key, and lets nothing overtake", async () => {
		const { channel, sent, tried } = scripted(undefined, relinkError("CHANNEL_UNREACHABLE", { ambiguous: true }), new Error("reset"));
		const { turns, later, metrics } = await run({ channel });
		for (const text of ["one", "two"]) await turns.say(aWord("c1", text));
		await vi.waitFor(() => {
			later(5_000);
			expect(sent.map(({ text }) => text)).toEqual(["joined", "one", "two"]);
		});
		expect(tried.map(({ text }) => text)).toEqual(["joined", "one", "one", "one", "two"]);
		expect(new Set(tried.slice(1, 4).map(({ key }) => key)).size).toBe(1);
		const { values } = await metrics.outboxAmbiguous.get();
		expect(values).toMatchObject([{ value: 1, labels: { kind: "sendActivity" } }]);
	});

	it("waits as long as the other side asks", async () => {
		const { channel, sent, tried } = scripted(relinkError("CHANNEL_UNREACHABLE", { retryAfterMs: 3_600_000 }));
		await run({ channel });
		await vi.waitFor(() => expect(tried).toHaveLength(1));
		await vi.waitFor(async () => expect(await store.outbox.nextDueAt()).toBeGreaterThan(Date.now() + 3_500_000));
		expect(sent).toEqual([]);
	});

	it("buries what is refused, goes on with the next, and sends it when a person replays it", async () => {
		const { channel, sent } = scripted(relinkError("CHANNEL_REFUSED", { retryable: false }));
		const { turns } = await run({ channel });
		await turns.say(aWord("c1", "one"));
		await vi.waitFor(() => expect(sent.map(({ text }) => text)).toEqual(["one"]));
		const [dead] = await store.outbox.dead(10);
		expect(dead).toMatchObject({ attempts: 1, payload: { entry: { text: "joined" } }, error: expect.stringContaining("refused") });
		expect(await store.outbox.replay(dead?.id ?? 0, Date.now())).toBe(true);
		await vi.waitFor(() => expect(sent.map(({ text }) => text)).toEqual(["one", "joined"]));
	});

	const openingCase: TurnsDeps["decide"] = (state, event) =>
		echo(state, event, event.kind === "merchantSaid" ? [{ kind: "openCase", summary: aSummary() }] : []);

	it.each([
		{ why: "opened", over: {}, heard: "effectSettled", outcome: "opened" },
		{
			why: "refused for good",
			over: { open: () => Promise.reject(relinkError("DESK_REFUSED", { retryable: false })) },
			heard: "effectSettled",
			outcome: "failed",
		},
	])("brings the desk's answer back into the conversation: $why", async ({ over, heard, outcome }) => {
		const outcomes: string[] = [];
		const decide: TurnsDeps["decide"] = (state, event, facts, now) => {
			if (event.kind === "effectSettled") outcomes.push(event.outcome.kind);
			return openingCase(state, event, facts, now);
		};
		const { turns } = await run({ channelId: "directline", desk: { ...idleDesk, ...over }, decide });
		await turns.say(aWord("c1", "a person please"));
		const log = await logWith(store, "c1", 3);
		expect(wordsOf(log, "bot")).toEqual(["joined", "a person please", heard]);
		expect(outcomes).toEqual([outcome]);
	});

	it("tells the desk things in the order they were said", async () => {
		const told: string[] = [];
		const slow: Desk = {
			...idleDesk,
			tell: async (_key, _id, text) => {
				if (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
				told.push(text);
			},
		};
		const decide: TurnsDeps["decide"] = (state, event) =>
			echo(state, event, event.kind === "merchantSaid" ? [{ kind: "tellAgent", messageId: "m", text: event.text }] : []);
		const { turns } = await run({ channelId: "directline", desk: slow, decide });
		for (const text of ["one", "two", "three"]) await turns.say(aWord("c1", text));
		await vi.waitFor(() => expect(told).toEqual(["one", "two", "three"]));
	});

	it("wakes the conversation after its time, once", async () => {
		const decide: TurnsDeps["decide"] = (state, event) =>
			echo(state, event, event.kind === "merchantSaid" ? [{ kind: "wake", reason: "reminder", afterMs: 60_000 }] : []);
		const { turns, later } = await run({ channelId: "directline", decide });
		await turns.say(aWord("c1", "hello"));
		await logWith(store, "c1", 2);
		later(60_000);
		expect(wordsOf(await logWith(store, "c1", 3), "bot")).toEqual(["joined", "hello", "timePassed"]);
		await vi.waitFor(async () => expect(await store.outbox.nextDueAt()).toBeNull());
	});

	it("goes on after a restart with what was on its way", async () => {
		const never: Channel = {
			send: (_address, _entry, _key, signal) =>
				new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
		};
		const { outbox, turns } = await run({ channel: never });
		await turns.say(aWord("c1", "one"));
		await logWith(store, "c1", 2);
		await outbox.stop();
		const { channel, sent } = scripted();
		const { later } = await run({ channel });
		await vi.waitFor(() => {
			later(5_000);
			expect(sent.map(({ text }) => text)).toEqual(["joined", "one"]);
		});
	});

	it("asks the store nothing while nothing is due", async () => {
		const nextDueAt = vi.spyOn(store.outbox, "nextDueAt");
		await run({ channelId: "directline" });
		await logWith(store, "c1", 1);
		await vi.waitFor(() => expect(nextDueAt).toHaveBeenCalled());
		const asked = nextDueAt.mock.calls.length;
		await new Promise((resolve) => setTimeout(resolve, 150));
		expect(nextDueAt.mock.calls.length).toBe(asked);
	});

	it("sends what may leave at once without taking it from the store", async () => {
		const lease = vi.spyOn(store.outbox, "lease");
		const { channel, sent } = scripted();
		const { turns } = await run({ channel });
		for (const text of ["one", "two"]) {
			await turns.say(aWord("c1", text));
			await vi.waitFor(() => expect(sent.at(-1)?.text).toBe(text));
			await vi.waitFor(async () => expect(await store.outbox.nextDueAt()).toBeNull());
		}
		expect(lease).not.toHaveBeenCalled();
	});

	it("keeps what takes long to itself, beyond the lease", async () => {
		let deliver = () => undefined as unknown;
		const slow = vi.fn(() => new Promise<void>((resolve) => (deliver = resolve)));
		await run({ channel: { send: slow } });
		await vi.waitFor(() => expect(slow).toHaveBeenCalledTimes(1));
		const leasedUntil = (await store.outbox.nextDueAt()) ?? 0;
		await vi.waitFor(async () => expect(await store.outbox.nextDueAt()).toBeGreaterThan(leasedUntil), { timeout: 5_000 });
		deliver();
		await vi.waitFor(async () => expect(await store.outbox.nextDueAt()).toBeNull());
		expect(slow).toHaveBeenCalledTimes(1);
	});

	it("never sends twice side by side, whatever the clock does", async () => {
		let deliver = () => undefined as unknown;
		const slow = vi.fn(() => new Promise<void>((resolve) => (deliver = resolve)));
		const { later } = await run({ channel: { send: slow } });
		await vi.waitFor(() => expect(slow).toHaveBeenCalledTimes(1));
		const lease = vi.spyOn(store.outbox, "lease");
		later(3_600_000);
		await vi.waitFor(() => expect(lease).toHaveBeenCalled());
		await lease.mock.results[0]?.value;
		deliver();
		await vi.waitFor(async () => expect(await store.outbox.nextDueAt()).toBeNull());
		expect(slow).toHaveBeenCalledTimes(1);
	});

	it("keeps words it could not send out of its errors", async () => {
		const { channel } = scripted(relinkError("CHANNEL_REFUSED", { retryable: false }));
		const { turns } = await run({ channel });
		await turns.happen("c1", { kind: "agentSaid", text: safe("private words"), agentName: "Li" }, "k");
		await vi.waitFor(async () => expect(await store.outbox.dead(1)).toHaveLength(1));
		expect((await store.outbox.dead(1))[0]?.error).not.toContain("private");
	});
});
