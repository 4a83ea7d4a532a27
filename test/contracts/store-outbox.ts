// The contract of a store's outbox.

import { describe, expect, it, vi } from "vitest";
import type { Effect } from "../../dialogs/conversation.ts";
import { redact } from "../../dialogs/privacy/redact.ts";
import type { StoreUnderTest } from "./store.contract.ts";
import { aConversation, anEntry, answered, aSummary, start } from "./store-builders.ts";

const openCase: Effect = { kind: "openCase", summary: aSummary() };
const tellAgent = (words: string): Effect => ({ kind: "tellAgent", messageId: "m", text: redact(words).text });
const wake = (afterMs: number): Effect => ({ kind: "wake", reason: "reminder", afterMs });

export const outboxRules = ({ store, replica, fresh }: StoreUnderTest): void => {
	const withEffects = async (...effects: readonly Effect[]): Promise<string> => {
		const id = fresh();
		await store().conversations.create(aConversation(id), start);
		await answered(store(), id, "go", { effects });
		return id;
	};
	const leased = async (id: string, now = start) =>
		(await store().outbox.lease(1_000, 60_000, now)).filter(({ conversationId }) => conversationId === id);
	const oneLeased = async (id: string, now = start) => {
		const [item] = await leased(id, now);
		if (item === undefined) throw new Error("nothing was due");
		return item;
	};

	describe("lease", () => {
		it("gives an item to one replica only, until the lease runs out", async () => {
			const id = await withEffects(openCase);
			const both = await Promise.all([store().outbox.lease(1_000, 60_000, start), replica().outbox.lease(1_000, 60_000, start)]);
			expect(both.flat().filter(({ conversationId }) => conversationId === id)).toHaveLength(1);
			expect(await leased(id, start + 59_999)).toHaveLength(0);
			expect(await leased(id, start + 60_000)).toHaveLength(1);
		});

		it("keeps the order of a lane: the next item comes after the one before is settled", async () => {
			const id = await withEffects(openCase, tellAgent("one"), tellAgent("two"));
			const first = await oneLeased(id);
			expect(first.payload.kind).toBe("openCase");
			expect(await leased(id, start + 60_000)).toHaveLength(1);
			await store().outbox.settle(first, { kind: "done" }, start, 0);
			expect(await leased(id)).toMatchObject([{ payload: { text: "one" } }]);
		});

		it("lets different lanes go side by side", async () => {
			const id = await withEffects(openCase, wake(0));
			expect(await leased(id)).toHaveLength(2);
		});

		it("sends what the bot said to channels that are not ours, in order", async () => {
			const id = fresh();
			await store().conversations.create(aConversation(id, { channel: "msteams" }), start);
			await answered(store(), id, "hi", { entries: [anEntry("one"), anEntry("two")], send: true });
			const first = await oneLeased(id);
			expect(first).toMatchObject({ idempotencyKey: `${id}|0000002`, payload: { kind: "sendActivity", entry: { text: "one" } } });
			await store().outbox.settle(first, { kind: "done" }, start, 0);
			expect(await leased(id)).toMatchObject([{ payload: { entry: { text: "two" } } }]);
		});
	});

	describe("what may leave at once", () => {
		const saidThrough = async (id: string, over: { leaseMs: number; texts: readonly string[] }) => {
			const taken: string[] = [];
			const stop = store().outbox.onPut((_, item) => {
				if (item?.conversationId === id && item.payload.kind === "sendActivity") taken.push(item.payload.entry.text);
			});
			await answered(store(), id, "hi", { entries: over.texts.map((text) => anEntry(text)), send: true, leaseMs: over.leaseMs });
			await answered(store(), id, "hi again", { entries: [anEntry("last")], send: true, leaseMs: over.leaseMs });
			stop();
			return taken;
		};
		const begin = async () => {
			const id = fresh();
			await store().conversations.create(aConversation(id, { channel: "msteams" }), start);
			return id;
		};

		it("is leased by the commit and handed over; what must wait behind it is not", async () => {
			const id = await begin();
			expect(await saidThrough(id, { leaseMs: 4_000, texts: ["one", "two"] })).toEqual(["one"]);
			expect(await leased(id, start + 3_999)).toHaveLength(0);
			expect(await leased(id, start + 4_000)).toMatchObject([{ payload: { entry: { text: "one" } } }]);
		});

		it("is told of once, however much one commit puts in", async () => {
			const id = await begin();
			const heard: number[] = [];
			const stop = store().outbox.onPut((dueAt) => heard.push(dueAt));
			await answered(store(), id, "hi", { entries: [anEntry("one"), anEntry("two")], send: true, leaseMs: 4_000 });
			stop();
			expect(heard).toEqual([start + 4_000]);
		});

		it("waits for whoever comes when nobody here would take it", async () => {
			const id = await begin();
			expect(await saidThrough(id, { leaseMs: 0, texts: ["one", "two"] })).toEqual([]);
			expect(await leased(id)).toHaveLength(1);
		});
	});

	describe("settle", () => {
		it("goes on with the next of the lane, when it is due and there is room for it", async () => {
			const id = await withEffects(openCase, tellAgent("one"), tellAgent("two"));
			const handed: string[] = [];
			const stop = store().outbox.onPut((_, item) => {
				if (item?.conversationId === id && item.payload.kind === "tellAgent") handed.push(item.payload.text);
			});
			await store().outbox.settle(await oneLeased(id), { kind: "done" }, start, 4_000);
			expect(handed).toEqual(["one"]);
			expect(await leased(id, start + 3_999)).toHaveLength(0);
			const [one] = await leased(id, start + 4_000);
			if (one === undefined) throw new Error("nothing was due");
			await store().outbox.settle(one, { kind: "done" }, start + 4_000, 0);
			stop();
			expect(handed).toEqual(["one"]);
			expect(await leased(id, start + 4_000)).toMatchObject([{ payload: { text: "two" } }]);
		});
	});

	describe("renew", () => {
		it("keeps the lease of what is under way", async () => {
			const id = await withEffects(openCase);
			await store().outbox.renew([await oneLeased(id)], start + 90_000);
			expect(await leased(id, start + 89_999)).toHaveLength(0);
			expect(await leased(id, start + 90_000)).toHaveLength(1);
		});

		it("leaves alone what was put back meanwhile, or became another", async () => {
			const id = await withEffects(openCase, wake(0));
			const [opening, waking] = await leased(id);
			if (opening === undefined || waking === undefined) throw new Error("two were due");
			await store().outbox.retryLater(opening, start + 5_000, "away");
			await answered(store(), id, "again", { effects: [wake(6_000)] });
			await store().outbox.renew([opening, waking], start + 90_000);
			expect(await leased(id, start + 6_000)).toHaveLength(2);
		});
	});

	describe("backlog", () => {
		it("counts what waits for an answer, a delivery and a person", async () => {
			const before = await store().backlog(start);
			const id = await withEffects(openCase, tellAgent("behind it"), wake(60_000));
			await store().outbox.bury(await oneLeased(id), "refused", start);
			await store().cases.open(`case ${id}`, id, aSummary({ caseId: `R-${id}` }), start);
			const now = await replica().backlog(start);
			const more = Object.fromEntries(Object.entries(now).map(([what, count]) => [what, count - before[what as keyof typeof before]]));
			// What could not be delivered settles as an event of its own.
			expect(more).toEqual({ database: 0, answers: 1, deliveries: 1, deadLetters: 1, cases: 1 });
		});
	});

	describe("wake", () => {
		it("is due after its time", async () => {
			const id = await withEffects(wake(5_000));
			expect(await leased(id, start + 4_999)).toHaveLength(0);
			expect(await leased(id, start + 5_000)).toHaveLength(1);
		});

		it("replaces an earlier wake with the same reason", async () => {
			const id = await withEffects(wake(5_000));
			await answered(store(), id, "again", { effects: [wake(50_000)] });
			expect(await leased(id, start + 49_999)).toHaveLength(0);
			expect(await leased(id, start + 50_000)).toHaveLength(1);
		});
	});

	describe("settle", () => {
		it("brings the outcome of a case back as an event, once", async () => {
			const id = await withEffects(openCase);
			const item = await oneLeased(id);
			const outcome = { kind: "opened", reference: "R-1", position: 1, waitMinutes: null, answerBy: null } as const;
			await store().outbox.settle(item, outcome, start, 0);
			await replica().outbox.settle(item, outcome, start, 0);
			expect(await store().conversations.nextPending(id)).toMatchObject({ inbound: { kind: "effectSettled", outcome } });
			await answered(store(), id, "thanks");
			expect(await store().conversations.nextPending(id)).toMatchObject({ inbound: { kind: "merchantSaid" } });
		});

		it.each(["settle", "retryLater", "bury"] as const)("leaves alone what took the item's place meanwhile: %s", async (end) => {
			const id = await withEffects(wake(0));
			const item = await oneLeased(id);
			await answered(store(), id, "again", { effects: [wake(5_000)] });
			const { outbox } = store();
			if (end === "settle") await outbox.settle(item, { kind: "done" }, start, 0);
			else if (end === "retryLater") await outbox.retryLater(item, start + 1, "away");
			else await outbox.bury(item, "refused", start);
			expect(await leased(id, start + 4_999)).toHaveLength(0);
			expect(await leased(id, start + 5_000)).toMatchObject([{ attempts: 0 }]);
		});

		it("says nothing to the flows about what they do not wait for", async () => {
			const id = await withEffects(tellAgent("one"));
			await store().outbox.settle(await oneLeased(id), { kind: "done" }, start, 0);
			expect(await store().conversations.nextPending(id)).toBeNull();
		});
	});

	describe("an item that was not delivered", () => {
		it("is due again at its new time, with one more attempt", async () => {
			const id = await withEffects(openCase);
			await store().outbox.retryLater(await oneLeased(id), start + 5_000, "away");
			expect(await leased(id, start + 4_999)).toHaveLength(0);
			expect(await leased(id, start + 5_000)).toMatchObject([{ attempts: 1 }]);
		});

		it("is buried with its error, tells the flows and lets the lane go on", async () => {
			const id = await withEffects(openCase, tellAgent("one"));
			await store().outbox.bury(await oneLeased(id), "refused", start);
			expect((await store().outbox.dead(1_000)).find(({ conversationId }) => conversationId === id)).toMatchObject({ error: "refused" });
			expect(await store().conversations.nextPending(id)).toMatchObject({ inbound: { outcome: { kind: "failed" } } });
			expect(await leased(id)).toMatchObject([{ payload: { kind: "tellAgent" } }]);
		});

		it("can be replayed once, from the first attempt", async () => {
			const id = await withEffects(openCase);
			const item = await oneLeased(id);
			await store().outbox.bury(item, "refused", start);
			expect([await store().outbox.replay(item.id, start), await store().outbox.replay(item.id, start)]).toEqual([true, false]);
			expect(await leased(id)).toMatchObject([{ id: item.id, attempts: 0 }]);
		});
	});

	describe("waiting for the next item", () => {
		it("names the time of the earliest one that is not behind another", async () => {
			const id = await withEffects(openCase, tellAgent("one"));
			const item = await oneLeased(id, start);
			await store().outbox.retryLater(item, start - 100_000, "away");
			expect(await store().outbox.nextDueAt()).toBe(start - 100_000);
			await store().outbox.settle(await oneLeased(id), { kind: "done" }, start, 0);
		});

		it("rings with the due time when something is put in", async () => {
			const heard: number[] = [];
			const stop = store().outbox.onPut((dueAt) => heard.push(dueAt));
			await withEffects(wake(7_777));
			await vi.waitFor(() => expect(heard).toContain(start + 7_777));
			stop();
		});
	});
};
