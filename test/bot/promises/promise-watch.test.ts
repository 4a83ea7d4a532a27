import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMetrics } from "../../../bot/metrics.ts";
import { createPromiseWatch } from "../../../bot/promises/promise-watch.ts";
import type { Turns } from "../../../bot/turn/turns.ts";
import type { Effect } from "../../../dialogs/conversation.ts";
import type { StatusReport } from "../../../dialogs/status/report.ts";
import { aConversation, answered, start } from "../../contracts/store-builders.ts";
import { openTestStore, type TestStore } from "../../support/echo-house.ts";
import { silentLogger } from "../../support/silent-logger.ts";

const minute = 60_000;
const well: StatusReport = { kind: "operational", asOf: start };
const down: StatusReport = { kind: "unavailable", reason: "timeout" };

describe("createPromiseWatch", () => {
	let test: TestStore;
	let now: number;
	let status: StatusReport | null;
	let happened: { readonly id: string; readonly kind: string; readonly key: string }[];
	beforeEach(async () => {
		test = await openTestStore();
		now = start;
		status = down;
		happened = [];
	});
	afterEach(() => test.close());

	const watch = (happen?: Turns["happen"]) => {
		const metrics = createMetrics();
		const note: Turns["happen"] = async (id, event, key) => {
			happened.push({ id, kind: event.kind, key });
			return { kind: "accepted", entryId: null };
		};
		const { promises } = test.store;
		const watching = createPromiseWatch({
			promises,
			turns: { happen: happen ?? note },
			status: () => status,
			now: () => now,
			metrics,
			logger: silentLogger,
		});
		const pressing = async () => (await metrics.registry.getSingleMetric("relink_promises_pressing")?.get())?.values[0]?.value;
		const counted = async () =>
			Object.fromEntries((await metrics.promises.get()).values.map(({ labels, value }) => [labels.result, value]));
		return { ...watching, pressing, counted };
	};
	const promised = async (id: string, effect: Effect): Promise<void> => {
		await test.store.conversations.create(aConversation(id), start);
		await answered(test.store, id, "go", { effects: [effect] });
	};
	const answerBy = (dueAt: number): Effect => ({ kind: "promise", promise: "agent", dueAt });
	const whenWell: Effect = { kind: "promise", promise: "status", dueAt: null };

	it("raises the alarm once, two minutes before a promise is broken", async () => {
		await promised("c1", answerBy(start + 10 * minute));
		const { look, pressing, counted } = watch();
		now = start + 8 * minute - 1;
		await look();
		expect([await pressing(), await counted()]).toEqual([0, {}]);
		now += 1;
		await look();
		await look();
		expect([await pressing(), await counted()]).toEqual([1, { pressing: 1 }]);
		expect(happened).toEqual([]);
	});

	it("lets the conversation own up to a broken promise, once, whoever looks", async () => {
		await promised("c1", answerBy(start + 10 * minute));
		now = start + 10 * minute;
		const [here, there] = [watch(), watch()];
		await here.look();
		await there.look();
		await here.look();
		expect(happened).toMatchObject([{ id: "c1", kind: "promiseBroken" }]);
		expect([await here.counted(), await there.counted()]).toEqual([{ broken: 1 }, {}]);
		expect(await test.store.promises.ofConversation("c1")).toMatchObject([{ outcome: "open", brokenAt: now }]);
	});

	it("tries again to own up when the conversation could not hear of it", async () => {
		await promised("c1", answerBy(start));
		await expect(watch(() => Promise.reject(new Error("away"))).look()).rejects.toThrow("away");
		await watch().look();
		expect(happened).toMatchObject([{ kind: "promiseBroken" }]);
	});

	it("lets the others own up when one conversation cannot hear of it", async () => {
		for (const id of ["c1", "c2", "c3"]) await promised(id, answerBy(start));
		const told: string[] = [];
		const { look, pressing } = watch(async (id) => {
			if (id === "c1") throw new Error("cannot be told");
			told.push(id);
			return { kind: "accepted", entryId: null };
		});
		await expect(look()).rejects.toThrow("cannot be told");
		expect(told).toEqual(["c2", "c3"]);
		expect(await pressing()).toBe(3);
		expect(await test.store.promises.dueBefore(start + minute)).toMatchObject([{ conversationId: "c1" }]);
	});

	it("tells who waits for the back office, again until they were told", async () => {
		await promised("c1", whenWell);
		const { look } = watch();
		await look();
		expect(happened).toEqual([]);
		status = null;
		await look();
		expect(happened).toEqual([]);
		status = well;
		await look();
		await look();
		expect(happened.map(({ id, kind }) => `${id} ${kind}`)).toEqual(["c1 statusChanged", "c1 statusChanged"]);
		expect(new Set(happened.map(({ key }) => key)).size).toBe(1);
		await answered(test.store, "c1", "told", { effects: [{ kind: "settlePromise", promise: "status", as: "kept" }] });
		await look();
		expect(happened).toHaveLength(2);
	});

	it("knows what was promised before a restart", async () => {
		await promised("c1", whenWell);
		await promised("c2", answerBy(start + minute));
		await test.store.close();
		test = await openTestStore(test.dataDir);
		status = well;
		now = start + minute;
		await watch().look();
		expect(happened.map(({ id, kind }) => `${id} ${kind}`).toSorted()).toEqual(["c1 statusChanged", "c2 promiseBroken"]);
	});
});
