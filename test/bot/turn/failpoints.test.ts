import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../../bot/store/store.ts";
import type { TurnsDeps } from "../../../bot/turn/turns.ts";
import { aWord, blankUnderstanding, echo, logWith, openTestStore, type TestStore, turnsOver, wordsOf } from "../../support/echo-house.ts";

type Conversations = Store["conversations"];
/** Goes on, or fails the first time. */
type Point = <T>(goOn: () => T) => T;

/** Every step of a turn, each failing where it stands. */
const failpoints: readonly { readonly at: string; readonly over: (point: Point, conversations: Conversations) => Partial<TurnsDeps> }[] = [
	{
		at: "reading the conversation",
		over: (point, real) => ({ conversations: { ...real, find: async (id) => point(() => real.find(id)) } }),
	},
	{
		at: "reading the event",
		over: (point, real) => ({ conversations: { ...real, nextPending: async (id) => point(() => real.nextPending(id)) } }),
	},
	{ at: "understanding", over: (point) => ({ understand: () => point(() => blankUnderstanding) }) },
	{ at: "needs", over: (point) => ({ needs: () => point(() => []) }) },
	{ at: "deciding", over: (point) => ({ decide: (state, event) => point(() => echo(state, event)) }) },
	{
		at: "before the commit",
		over: (point, real) => ({ conversations: { ...real, commitTurn: async (turn) => point(() => real.commitTurn(turn)) } }),
	},
	{
		at: "after the commit, its answer lost",
		over: (point, real) => ({
			conversations: {
				...real,
				commitTurn: async (turn) => {
					const committed = await real.commitTurn(turn);
					return point(() => committed);
				},
			},
		}),
	},
];

const failpointsAtOnce: typeof failpoints = [
	...failpoints.filter(({ at }) => ["understanding", "needs", "deciding"].includes(at)),
	{
		at: "before the commit",
		over: (point, real) => ({
			conversations: { ...real, commitAtOnce: async (turn, inbound) => point(() => real.commitAtOnce(turn, inbound)) },
		}),
	},
	{
		at: "after the commit, its answer lost",
		over: (point, real) => ({
			conversations: {
				...real,
				commitAtOnce: async (turn, inbound) => {
					const committed = await real.commitAtOnce(turn, inbound);
					return point(() => committed);
				},
			},
		}),
	},
];

/** A point that fails the first time it is passed after it was armed. */
const once = () => {
	let isArmed = false;
	const point: Point = (goOn) => {
		if (!isArmed) return goOn();
		isArmed = false;
		throw new Error("failpoint");
	};
	const arm = () => {
		isArmed = true;
	};
	return { point, arm, isArmed: () => isArmed };
};

describe("a turn that fails once", () => {
	let test: TestStore;
	beforeEach(async () => {
		test = await openTestStore();
	});
	afterEach(() => test.close());

	it.each(failpointsAtOnce)("answers once, what goes wrong on the short way: $at", async ({ over }) => {
		const { store } = test;
		const failing = once();
		const turns = turnsOver(store, over(failing.point, store.conversations));
		await turns.join({ id: "c1", channel: "msteams", userId: "u", address: null }, null);
		failing.arm();
		await turns.say(aWord("c1", "hello", { activityId: "a1" }));
		await turns.say(aWord("c1", "hello", { activityId: "a1" }));
		await turns.say(aWord("c1", "still there?", { activityId: "a2" }));
		const log = await logWith(store, "c1", 3);
		await turns.drain();
		expect(failing.isArmed()).toBe(false);
		expect(wordsOf(log, "merchant")).toEqual(["hello", "still there?"]);
		expect(wordsOf(log, "bot")).toEqual(["joined", "hello", "still there?"]);
		expect(await store.conversations.find("c1")).toMatchObject({ version: 3, pending: 0, state: { turn: 3 } });
	});

	it.each(failpoints)("leaves no half state and answers once: $at", async ({ over }) => {
		const { store } = test;
		const failing = once();
		const calm = turnsOver(store);
		await calm.join({ id: "c1", channel: "msteams", userId: "u", address: null }, null);
		await logWith(store, "c1", 1);
		await calm.drain();
		await calm.say(aWord("c1", "hello"));
		const turns = turnsOver(store, over(failing.point, store.conversations));
		failing.arm();
		turns.answer("c1");
		await logWith(store, "c1", 2);
		await turns.say(aWord("c1", "still there?"));
		const log = await logWith(store, "c1", 3);
		await turns.drain();
		expect(failing.isArmed()).toBe(false);
		expect(wordsOf(log, "bot")).toEqual(["joined", "hello", "still there?"]);
		expect(await store.conversations.find("c1")).toMatchObject({ version: 3, state: { turn: 3 } });
	});
});
