// The contract of a store's promises.

import { describe, expect, it } from "vitest";
import type { Effect } from "../../dialogs/conversation.ts";
import type { StoreUnderTest } from "./store.contract.ts";
import { aConversation, anEntry, answered, start } from "./store-builders.ts";

const promise = (dueAt: number | null): Effect => ({ kind: "promise", promise: "agent", dueAt });
const settle = (as: "kept" | "withdrawn"): Effect => ({ kind: "settlePromise", promise: "agent", as });

export const promiseRules = ({ store, replica, fresh }: StoreUnderTest): void => {
	const begin = async (...effects: readonly Effect[]): Promise<string> => {
		const id = fresh();
		await store().conversations.create(aConversation(id), start);
		await answered(store(), id, "go", { effects });
		return id;
	};
	const dueOf = async (id: string, time: number) =>
		(await replica().promises.dueBefore(time)).filter(({ conversationId }) => conversationId === id);
	const theOne = async (id: string) => {
		const [found] = await dueOf(id, Number.MAX_SAFE_INTEGER);
		if (found === undefined) throw new Error("nothing is due");
		return found;
	};

	describe("a promise", () => {
		it("is open from the commit that makes it, with its time", async () => {
			const id = await begin(promise(start + 60_000));
			expect(await dueOf(id, start + 59_999)).toEqual([]);
			expect(await dueOf(id, start + 60_000)).toMatchObject([{ kind: "agent", madeAt: start, dueAt: start + 60_000 }]);
		});

		it("may wait for something that has no time", async () => {
			const id = await begin({ kind: "promise", promise: "status", dueAt: null });
			expect(await dueOf(id, Number.MAX_SAFE_INTEGER)).toEqual([]);
			expect((await replica().promises.open("status")).map(({ conversationId }) => conversationId)).toContain(id);
		});

		it("is kept by the words that say so, and their arrival is noted once", async () => {
			const id = await begin(promise(start + 60_000));
			const entries = [anEntry("a colleague is here", { keepsPromise: true })];
			await answered(store(), id, "hm", { entries, effects: [settle("kept")], at: start + 5_000 });
			const [proof] = (await store().conversations.log(id, 0, 10)).filter(({ keepsPromise }) => keepsPromise);
			expect(proof?.text).toBe("a colleague is here");
			await store().promises.delivered(id, proof?.id ?? "", start + 6_000);
			await replica().promises.delivered(id, proof?.id ?? "", start + 9_000);
			expect(await replica().promises.ofConversation(id)).toMatchObject([
				{ outcome: "kept", proof: proof?.id, settledAt: start + 5_000, deliveredAt: start + 6_000, brokenAt: null },
			]);
			expect(await dueOf(id, Number.MAX_SAFE_INTEGER)).toEqual([]);
		});

		it("is withdrawn without proof when nobody needs it any more", async () => {
			const id = await begin(promise(start + 60_000));
			await answered(store(), id, "works", { effects: [settle("withdrawn")] });
			expect(await store().promises.ofConversation(id)).toMatchObject([{ outcome: "withdrawn", proof: null }]);
		});

		it("is replaced by the next of its kind, and stays on record", async () => {
			const id = await begin(promise(start + 60_000));
			await store().promises.broken(await theOne(id), start + 60_000);
			await answered(store(), id, "later", { effects: [promise(start + 120_000)] });
			expect(await store().promises.ofConversation(id)).toMatchObject([
				{ outcome: "replaced", brokenAt: start + 60_000 },
				{ outcome: "open", dueAt: start + 120_000, brokenAt: null },
			]);
		});

		it("is warned of and found broken by one replica only, and then no more due", async () => {
			const id = await begin(promise(start + 60_000));
			const found = await theOne(id);
			const both = [store(), replica()];
			expect((await Promise.all(both.map(({ promises }) => promises.warned(found, start)))).toSorted()).toEqual([false, true]);
			expect((await Promise.all(both.map(({ promises }) => promises.broken(found, start)))).toSorted()).toEqual([false, true]);
			expect(await dueOf(id, Number.MAX_SAFE_INTEGER)).toEqual([]);
		});

		it("leaves with its conversation", async () => {
			const id = await begin(promise(start + 60_000));
			await store().purge(start + 1);
			expect(await replica().promises.ofConversation(id)).toEqual([]);
		});
	});
};
