import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { relinkError } from "../../../bot/errors.ts";
import type { Store } from "../../../bot/store/store.ts";
import { arrivingEvent } from "../../../bot/turn/accept.ts";
import type { Turns, TurnsDeps } from "../../../bot/turn/turns.ts";
import type { Live } from "../../../dialogs/conversation.ts";
import { initialState } from "../../../dialogs/initial-state.ts";
import {
	aWord,
	blankUnderstanding,
	echo,
	logWith,
	openTestStore,
	safe,
	type TestStore,
	turnsOver,
	wordsOf,
} from "../../support/echo-house.ts";

const merchant = { id: "c1", channel: "directline", userId: "dl_m", address: null } as const;

describe("createTurns", () => {
	let test: TestStore;
	let store: Store;
	beforeEach(async () => {
		test = await openTestStore();
		store = test.store;
	});
	afterEach(() => test.close());

	const begin = async (over: Partial<TurnsDeps> = {}): Promise<Turns> => {
		const turns = turnsOver(store, over);
		await turns.join(merchant, "en-GB");
		await logWith(store, "c1", 1);
		return turns;
	};

	it("answers each message with its log entry, its case and its turn", async () => {
		const turns = await begin();
		const { entryId } = await turns.say(aWord("c1", "no signal", { clientActivityId: "x1" }));
		const log = await logWith(store, "c1", 2);
		expect(log.slice(1)).toMatchObject([
			{ seq: 2, id: entryId, author: "merchant", text: "no signal", clientActivityId: "x1", relink: null },
			{ seq: 3, author: "bot", text: "no signal", replyToId: entryId, relink: { turn: 2, case: expect.stringMatching(/^R-[2-9A-Z]{6}$/) } },
		]);
		await turns.drain();
	});

	it("begins a conversation once", async () => {
		const turns = await begin();
		expect((await turns.join(merchant, "en-GB")).kind).toBe("duplicate");
		await turns.drain();
		expect(await store.conversations.log("c1", 0, 10)).toHaveLength(1);
	});

	it.each([
		{ why: "the channel's id", ids: { activityId: "a1" } },
		{ why: "the client's id", ids: { clientActivityId: "a1" } },
		{ why: "sent again under a new id", ids: { clientTimestamp: "2026-01-01T00:00:00Z" } },
	])("runs one turn for twenty concurrent deliveries: $why", async ({ ids }) => {
		const turns = await begin();
		await Promise.all(Array.from({ length: 20 }, () => turns.say(aWord("c1", "once", ids))));
		await logWith(store, "c1", 2);
		await turns.drain();
		expect(wordsOf(await store.conversations.log("c1", 0, 100), "bot")).toEqual(["joined", "once"]);
	});

	it("answers fifty concurrent messages one by one, in the order they came", async () => {
		const turns = await begin();
		const texts = Array.from({ length: 50 }, (_, n) => `message ${n}`);
		await Promise.all(texts.map((text) => turns.say(aWord("c1", text))));
		const log = await logWith(store, "c1", 51);
		expect(wordsOf(log, "merchant")).toEqual(texts);
		expect(wordsOf(log, "bot").slice(1)).toEqual(texts);
		expect((await store.conversations.find("c1"))?.state.turn).toBe(51);
		await turns.drain();
	});

	it("stores no card number, not even one that comes in pieces", async () => {
		const turns = await begin();
		await Promise.all(["4111 1111", "1111 1111", "4111111111111111"].map((text) => turns.say(aWord("c1", text))));
		const log = await logWith(store, "c1", 4);
		await turns.drain();
		expect(wordsOf(log, "merchant")).toEqual(["4111 1111", "[card]", "[card]"]);
	});

	it("stores no card number whose pieces are accepted by two replicas at once", async () => {
		const there = await begin();
		let meanwhile = () => there.say(aWord("c1", "4111 1111"));
		const here = turnsOver(store, {
			conversations: {
				...store.conversations,
				commitAtOnce: async () => ({ kind: "stale" }),
				accept: async (inbound) => {
					await meanwhile();
					meanwhile = async () => ({ kind: "duplicate", entryId: null });
					return store.conversations.accept(inbound);
				},
			},
		});
		await here.say(aWord("c1", "1111 1111"));
		const log = await logWith(store, "c1", 3);
		await Promise.all([here.drain(), there.drain()]);
		expect(wordsOf(log, "merchant")).toEqual(["4111 1111", "[card]"]);
	});

	it("prefers a button that is still offered to its words, and shows what was on it", async () => {
		const live: Live = {
			flow: "troubleshoot",
			reply: { kind: "question", id: "scope", key: "faq.x.body", choices: [{ id: "one", key: "faq.x.body" }] },
		};
		const picked: (string | null)[] = [];
		const turns = await begin({
			initialState: (caseId, language) => ({ ...initialState(caseId, language), live }),
			understand: () => ({ ...blankUnderstanding, choice: "words" }),
			decide: (state, event) => {
				if (event.kind === "merchantSaid") picked.push(event.understanding.choice);
				return echo(state, event);
			},
		});
		await turns.say(aWord("c1", "", { choice: "one" }));
		await turns.say(aWord("c1", "other", { choice: "gone" }));
		const log = await logWith(store, "c1", 3);
		await turns.drain();
		expect(picked).toEqual(["one", "words"]);
		expect(wordsOf(log, "merchant")).toEqual(["text of one", "other"]);
	});

	it("shows an agent's words as the agent's", async () => {
		const turns = await begin({
			decide: (state, event) => {
				const turn = echo(state, event);
				return event.kind === "agentSaid"
					? { ...turn, replies: turn.replies.map((reply) => ({ ...reply, kind: "agent" as const })) }
					: turn;
			},
		});
		await turns.happen("c1", { kind: "agentSaid", text: safe("I am Li"), agentName: "Li" }, "k1");
		const said = { author: "agent", authorName: "Li", text: "I am Li" };
		await vi.waitFor(async () => expect(await store.conversations.log("c1", 1, 10)).toMatchObject([said]));
		await turns.drain();
	});

	it("answers what the store had accepted along with something else, once it is told of", async () => {
		const turns = await begin();
		const took = { kind: "agentTook", agentName: "Li" } as const;
		const conversation = await store.conversations.find("c1");
		if (conversation === null) throw new Error("it was begun");
		await store.conversations.accept(arrivingEvent(took, "k1")(conversation, Date.now()));
		expect((await turns.happen("c1", took, "k1")).kind).toBe("duplicate");
		expect(wordsOf(await logWith(store, "c1", 2), "bot")).toEqual(["joined", "agentTook"]);
		await turns.drain();
	});

	it("refuses a conversation nobody began", async () => {
		await expect(turnsOver(store).say(aWord("nobody", "hello"))).rejects.toMatchObject({ code: "CONVERSATION_UNKNOWN" });
	});

	it("goes on after a restart with what was accepted and never answered", async () => {
		const dying = await begin({
			decide: (state, event) => (event.kind === "joined" ? echo(state, event) : (new Promise(() => undefined) as never)),
		});
		await dying.drain();
		await dying.say(aWord("c1", "are you there?"));
		expect(wordsOf(await store.conversations.log("c1", 0, 10), "bot")).toEqual(["joined"]);
		// The machine came back with a clock that stands earlier.
		const revived = turnsOver(store, { now: () => Date.now() - 3_600_000 });
		await revived.resume();
		expect(wordsOf(await store.conversations.log("c1", 0, 10), "bot")).toEqual(["joined", "are you there?"]);
		await revived.drain();
	});

	it("has not drained while it looks for what was left", async () => {
		let answerLook = () => undefined as unknown;
		const looking = new Promise<readonly string[]>((resolve) => {
			answerLook = () => resolve([]);
		});
		const turns = turnsOver(store, { conversations: { ...store.conversations, conversationsPending: () => looking } });
		const ended: string[] = [];
		const resumed = turns.resume().then(() => ended.push("resumed"));
		const drained = turns.drain().then(() => ended.push("drained"));
		await new Promise(setImmediate);
		expect(ended).toEqual([]);
		answerLook();
		await Promise.all([resumed, drained]);
		expect(ended).toEqual(["resumed", "drained"]);
	});

	it("takes over what another replica left behind within five seconds", async () => {
		await (await begin()).drain();
		let clock = Date.now();
		const taking = turnsOver(store, { takeOverAfterMs: 4_000, now: () => clock });
		vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
		try {
			await taking.resume();
			const conversation = await store.conversations.find("c1");
			if (conversation === null) throw new Error("it was begun");
			const left = arrivingEvent({ kind: "agentTook", agentName: "Li" }, "k1")(conversation, clock + 100);
			await store.conversations.accept(left);
			for (let passed = 0; passed < 5_000; passed += 100) {
				clock += 100;
				vi.advanceTimersByTime(100);
			}
		} finally {
			vi.useRealTimers();
		}
		expect(wordsOf(await logWith(store, "c1", 2), "bot")).toEqual(["joined", "agentTook"]);
		await taking.drain();
	});

	it("runs the turn again when another replica was faster", async () => {
		const [here, there] = [await begin(), turnsOver(store)];
		const texts = Array.from({ length: 20 }, (_, n) => `message ${n}`);
		await Promise.all(texts.map((text, n) => (n % 2 ? here : there).say(aWord("c1", text))));
		const log = await logWith(store, "c1", 21);
		await Promise.all([here.drain(), there.drain()]);
		expect(wordsOf(log, "bot").slice(1)).toEqual(wordsOf(log, "merchant"));
	});

	describe("when a turn fails", () => {
		const failing = (times: number, error: () => Error): Partial<TurnsDeps> => {
			let left = times;
			return {
				decide: (state, event) => {
					if (event.kind === "merchantSaid" && event.text === "fail" && left-- > 0) throw error();
					return echo(state, event);
				},
			};
		};

		it("tries again", async () => {
			const turns = await begin(failing(2, () => new Error("broken")));
			await turns.say(aWord("c1", "fail"));
			expect(wordsOf(await logWith(store, "c1", 2), "bot")).toEqual(["joined", "fail"]);
			await turns.drain();
		});

		it("apologises after the third try, and answers what comes after", async () => {
			const turns = await begin(failing(1_000, () => new Error("broken")));
			await turns.say(aWord("c1", "fail"));
			await turns.say(aWord("c1", "next"));
			const log = await logWith(store, "c1", 3);
			expect(wordsOf(log, "bot")).toEqual(["joined", "sorry", "next"]);
			expect(log.find(({ text }) => text === "sorry")).toMatchObject({ relink: { kind: "error" } });
			await turns.drain();
		});

		it("waits for a store that is away, however long it takes", async () => {
			const turns = await begin(failing(4, () => relinkError("STORE_UNAVAILABLE")));
			await turns.say(aWord("c1", "fail"));
			expect(wordsOf(await logWith(store, "c1", 2), "bot")).toEqual(["joined", "fail"]);
			await turns.drain();
		});
	});
});
