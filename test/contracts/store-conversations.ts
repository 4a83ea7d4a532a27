// The contract of a store's conversations.

import { describe, expect, it, vi } from "vitest";
import { redact } from "../../dialogs/privacy/redact.ts";
import type { StoreUnderTest } from "./store.contract.ts";
import { aConversation, aMessage, anAnswer, anAnswerAtOnce, anEntry, answered, start } from "./store-builders.ts";

export const conversationRules = ({ store, replica, fresh }: StoreUnderTest): void => {
	const begin = async (): Promise<string> => {
		const id = fresh();
		await store().conversations.create(aConversation(id), start);
		return id;
	};

	describe("accept", () => {
		it("makes the event pending and writes the merchant's words to the log", async () => {
			const id = await begin();
			const accepted = await store().conversations.accept(aMessage(id, "no signal"));
			expect(accepted).toEqual({ kind: "accepted", entryId: `${id}|0000001` });
			expect(await store().conversations.nextPending(id)).toMatchObject({ entryId: `${id}|0000001`, inbound: { text: "no signal" } });
			expect(await store().conversations.log(id, 0, 10)).toMatchObject([{ seq: 1, author: "merchant", text: "no signal" }]);
		});

		it("answers a second delivery with the first one's entry id and changes nothing", async () => {
			const id = await begin();
			await store().conversations.accept(aMessage(id, "hello", { dedupeKeys: ["a", "b"] }));
			const again = await replica().conversations.accept(aMessage(id, "hello", { dedupeKeys: ["new", "b"] }));
			expect(again).toEqual({ kind: "duplicate", entryId: `${id}|0000001` });
			expect(await store().conversations.log(id, 0, 10)).toHaveLength(1);
		});

		it("accepts one of twenty concurrent deliveries", async () => {
			const id = await begin();
			const deliveries = Array.from({ length: 20 }, (_, n) => (n % 2 ? store() : replica()).conversations.accept(aMessage(id, "once")));
			const kinds = (await Promise.all(deliveries)).map(({ kind }) => kind);
			expect(kinds.filter((kind) => kind === "accepted")).toHaveLength(1);
		});

		it("numbers concurrent messages without gaps, in the order they became durable", async () => {
			const id = await begin();
			const texts = Array.from({ length: 40 }, (_, n) => `message ${n}`);
			await Promise.all(texts.map((text, n) => (n % 2 ? store() : replica()).conversations.accept(aMessage(id, text))));
			const log = await store().conversations.log(id, 0, 100);
			expect(log.map(({ seq }) => seq)).toEqual(texts.map((_, n) => n + 1));
			expect(new Set(log.map(({ text }) => text)).size).toBe(40);
		});

		it("refuses a conversation nobody began", async () => {
			await expect(store().conversations.accept(aMessage(fresh(), "hello"))).rejects.toMatchObject({ code: "CONVERSATION_UNKNOWN" });
		});

		it("keeps what redaction carries on, until the next message changes it", async () => {
			const id = await begin();
			const { carry } = redact("my card begins 4111 1111");
			await store().conversations.accept(aMessage(id, "one", { carry: { before: [], after: carry } }));
			await store().conversations.accept(aMessage(id, "two"));
			expect((await store().conversations.find(id))?.carry).toEqual(carry);
		});

		it("is stale, and leaves nothing, when another message came before whose redaction left something else", async () => {
			const id = await begin();
			const { carry } = redact("my card begins 4111 1111");
			await store().conversations.accept(aMessage(id, "one", { carry: { before: [], after: carry } }));
			const second = (before: typeof carry) => aMessage(id, "two", { carry: { before, after: before } });
			expect(await replica().conversations.accept(second([]))).toEqual({ kind: "stale" });
			expect(await store().conversations.log(id, 0, 10)).toHaveLength(1);
			expect(await replica().conversations.accept(second(carry))).toMatchObject({ kind: "accepted" });
		});
	});

	describe("commitTurn", () => {
		it("changes state and log and answers the event, all at once", async () => {
			const id = await begin();
			await store().conversations.accept(aMessage(id, "hello"));
			const entries = [anEntry("hi"), anEntry("what is wrong?")];
			const committed = await store().conversations.commitTurn(await anAnswer(store(), id, { entries }));
			expect(committed).toMatchObject({ kind: "committed", entries: [{ seq: 2, id: `${id}|0000002` }, { seq: 3 }] });
			expect(await store().conversations.find(id)).toMatchObject({ version: 1, state: { turn: 1 } });
			expect(await store().conversations.nextPending(id)).toBeNull();
			expect((await store().conversations.log(id, 1, 10)).map(({ text }) => text)).toEqual(["hi", "what is wrong?"]);
		});

		it("lets one of two turns over the same state win and leaves nothing of the other", async () => {
			const id = await begin();
			await store().conversations.accept(aMessage(id, "hello"));
			const turn = await anAnswer(store(), id, { entries: [anEntry("hi")], effects: [{ kind: "withdrawCase" }], send: true });
			const outcomes = await Promise.all([store().conversations.commitTurn(turn), replica().conversations.commitTurn(turn)]);
			expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["committed", "stale"]);
			expect(await store().conversations.log(id, 0, 10)).toHaveLength(2);
		});

		it("is stale when the event was answered before, even if the version was read afterwards", async () => {
			const id = await begin();
			await store().conversations.accept(aMessage(id, "hello"));
			const turn = await anAnswer(store(), id);
			await store().conversations.commitTurn(turn);
			expect(await store().conversations.commitTurn({ ...turn, version: 1 })).toEqual({ kind: "stale" });
		});
	});

	describe("commitAtOnce", () => {
		const atOnce = async (id: string, text: string, over: Parameters<typeof aMessage>[2] = {}) =>
			store().conversations.commitAtOnce(
				await anAnswerAtOnce(store(), id, { entries: [anEntry(`re: ${text}`)] }),
				aMessage(id, text, over),
			);

		it("accepts an event and answers it, all at once", async () => {
			const id = await begin();
			const { carry } = redact("my card begins 4111 1111");
			expect(await atOnce(id, "hello", { carry: { before: [], after: carry } })).toMatchObject({
				kind: "committed",
				entries: [{ seq: 2, id: `${id}|0000002` }],
			});
			expect(await store().conversations.find(id)).toMatchObject({
				version: 1,
				pending: 0,
				carry,
				logSeq: 2,
				state: { turn: 1 },
			});
			expect(await store().conversations.nextPending(id)).toBeNull();
			expect((await store().conversations.log(id, 0, 10)).map(({ text }) => text)).toEqual(["hello", "re: hello"]);
		});

		it("goes on after the other way, and the other way after it", async () => {
			const id = await begin();
			await answered(store(), id, "one");
			await atOnce(id, "two");
			await answered(store(), id, "three");
			expect((await store().conversations.log(id, 0, 10)).map(({ seq, text }) => `${seq} ${text}`)).toEqual([
				"1 one",
				"2 two",
				"3 re: two",
				"4 three",
			]);
			expect(await store().conversations.find(id)).toMatchObject({ version: 3, pending: 0 });
		});

		it("takes the same delivery once, by either way", async () => {
			const id = await begin();
			await atOnce(id, "hello", { dedupeKeys: ["activity:1", "client:1"] });
			const again = { dedupeKeys: ["activity:2", "client:1"] };
			expect(await atOnce(id, "hello", again)).toEqual({ kind: "stale" });
			expect(await store().conversations.accept(aMessage(id, "hello", again))).toEqual({ kind: "duplicate", entryId: `${id}|0000001` });
			expect(await store().conversations.log(id, 0, 10)).toHaveLength(2);
			expect(await store().conversations.find(id)).toMatchObject({ version: 1, pending: 0 });
		});

		it("never overtakes an event that waits, and leaves nothing then", async () => {
			const id = await begin();
			const turn = await anAnswerAtOnce(store(), id, { entries: [anEntry("too early")] });
			await store().conversations.accept(aMessage(id, "first"));
			const second = aMessage(id, "second", { dedupeKeys: ["activity:2"] });
			expect(await store().conversations.commitAtOnce(turn, second)).toEqual({ kind: "stale" });
			expect(await store().conversations.log(id, 0, 10)).toHaveLength(1);
			expect(await store().conversations.find(id)).toMatchObject({ version: 0, pending: 1 });
			expect((await store().conversations.accept(second)).kind).toBe("accepted");
		});

		it("lets one of two over the same state win, on any replica", async () => {
			const id = await begin();
			const turn = await anAnswerAtOnce(store(), id, { entries: [anEntry("hi")] });
			const outcomes = await Promise.all(
				[store(), replica()].map((each, n) =>
					each.conversations.commitAtOnce(turn, aMessage(id, "hello", { dedupeKeys: [`activity:${n}`] })),
				),
			);
			expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["committed", "stale"]);
			expect(await store().conversations.log(id, 0, 10)).toHaveLength(2);
		});

		it("knows no strangers", async () => {
			const turn = await anAnswerAtOnce(store(), await begin());
			const stranger = { ...turn, conversationId: "stranger" };
			expect(await store().conversations.commitAtOnce(stranger, aMessage("stranger", "hello"))).toEqual({ kind: "stale" });
			expect(await store().conversations.log("stranger", 0, 10)).toEqual([]);
		});
	});

	describe("what is pending", () => {
		it("comes back oldest first", async () => {
			const id = await begin();
			for (const text of ["first", "second"]) await store().conversations.accept(aMessage(id, text));
			expect(await store().conversations.nextPending(id)).toMatchObject({ inbound: { text: "first" } });
			await store().conversations.commitTurn(await anAnswer(store(), id));
			expect(await store().conversations.nextPending(id)).toMatchObject({ inbound: { text: "second" } });
		});

		it("names the conversations that have waited since before a time", async () => {
			const [older, newer] = [await begin(), await begin()];
			await store().conversations.accept(aMessage(older, "older", { at: start - 2_000 }));
			await store().conversations.accept(aMessage(newer, "newer", { at: start }));
			const waiting = await store().conversations.conversationsPending(1_000, start - 1_000);
			expect(waiting).toContain(older);
			expect(waiting).not.toContain(newer);
		});
	});

	describe("a ticket", () => {
		const expiresAt = start + 60_000;

		it("is spent once, however often and on whichever replica it is tried", async () => {
			const ticket = { conversationId: await begin(), id: "ticket", expiresAt };
			const tries = Array.from({ length: 40 }, (_, n) => (n % 2 ? store() : replica()).conversations.spendTicket(ticket, start));
			expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
			expect(await replica().conversations.spendTicket(ticket, expiresAt + 60_000)).toBe(false);
		});

		it("is another one in another conversation, and with another id", async () => {
			const ticket = { conversationId: await begin(), id: "ticket", expiresAt };
			expect(await store().conversations.spendTicket(ticket, start)).toBe(true);
			expect(await store().conversations.spendTicket({ ...ticket, conversationId: await begin() }, start)).toBe(true);
			expect(await store().conversations.spendTicket({ ...ticket, id: "next" }, start)).toBe(true);
		});

		it("is forgotten long after it has run out, when the conversation's next one is spent", async () => {
			const ticket = { conversationId: await begin(), id: "ticket", expiresAt };
			await store().conversations.spendTicket(ticket, start);
			const later = expiresAt + 3_600_000;
			await store().conversations.spendTicket({ ...ticket, id: "next", expiresAt: later }, later);
			expect(await store().conversations.spendTicket(ticket, later)).toBe(true);
		});
	});

	describe("a conversation", () => {
		it("is created once, however often it is begun", async () => {
			const id = await begin();
			await store().conversations.create(aConversation(id, { userId: "somebody else" }), start);
			expect(await store().conversations.find(id)).toMatchObject({ userId: "dl_merchant", version: 0 });
		});

		it("keeps its latest address", async () => {
			const id = await begin();
			await store().conversations.readdress(id, { serviceUrl: "https://example.test/moved" });
			expect(await replica().conversations.find(id)).toMatchObject({ address: { serviceUrl: "https://example.test/moved" } });
		});

		it("rings when it changes, once the change can be read", async () => {
			const id = await begin();
			const lengths: number[] = [];
			const stop = store().onChange(async (changed) => {
				if (changed === id) lengths.push((await store().conversations.log(id, 0, 10)).length);
			});
			await store().conversations.accept(aMessage(id, "hello"));
			await vi.waitFor(() => expect(lengths).toEqual([1]));
			stop();
		});
	});
};
