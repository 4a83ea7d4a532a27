// The contract of a store's retention and readiness.

import { describe, expect, it } from "vitest";
import { redact } from "../../dialogs/privacy/redact.ts";
import type { StoreUnderTest } from "./store.contract.ts";
import { aConversation, aMessage, anAnswerAtOnce, anEntry, answered, aSummary, start } from "./store-builders.ts";

const day = 86_400_000;

export const retentionRules = ({ store, fresh }: StoreUnderTest): void => {
	const kept = async (id: string) => (await store().conversations.log(id, 0, 10)).map(({ seq, text }) => [seq, text]);

	describe("purge", () => {
		it("deletes conversations nobody touched since then, with everything of theirs", async () => {
			const id = fresh();
			await store().conversations.create(aConversation(id), start - 40 * day);
			await store().conversations.accept(aMessage(id, "long ago", { at: start - 40 * day }));
			expect(await store().purge(start - 30 * day)).toBe(1);
			expect(await store().conversations.find(id)).toBeNull();
			expect(await store().conversations.log(id, 0, 10)).toEqual([]);
		});

		it("keeps a conversation that goes on, however its messages are answered", async () => {
			const id = fresh();
			await store().conversations.create(aConversation(id), start - 40 * day);
			for (const at of [start - 39 * day, start - 20 * day]) {
				const answer = await anAnswerAtOnce(store(), id, { at });
				expect(await store().conversations.commitAtOnce(answer, aMessage(id, `at ${at}`, { at }))).toMatchObject({ kind: "committed" });
			}
			await store().purge(start - 30 * day);
			expect(await store().conversations.find(id)).not.toBeNull();
			await store().purge(start - 19 * day);
			expect(await store().conversations.find(id)).toBeNull();
		});

		it("forgets which tickets were spent before then", async () => {
			const ticket = { conversationId: fresh(), id: "ticket", expiresAt: start - 40 * day };
			await store().conversations.spendTicket(ticket, start - 40 * day);
			await store().purge(start - 30 * day);
			expect(await store().conversations.spendTicket(ticket, start - 40 * day)).toBe(true);
		});

		it("deletes the older log rows of a conversation that goes on, and never reuses their numbers", async () => {
			const id = fresh();
			await store().conversations.create(aConversation(id), start - 41 * day);
			for (const days of [40, 20, 10]) {
				const at = start - days * day;
				const said = anEntry(`${days} days ago`, { at, author: "merchant" });
				await store().conversations.accept(aMessage(id, said.text, { at, logEntry: said }));
			}
			const again = (text: string) => store().conversations.accept(aMessage(id, text));
			expect(await again("40 days ago")).toMatchObject({ kind: "duplicate" });
			await store().purge(start - 30 * day);
			expect(await again("20 days ago")).toMatchObject({ kind: "duplicate" });
			expect(await kept(id)).toEqual([
				[2, "20 days ago"],
				[3, "10 days ago"],
			]);
			await store().purge(start - 15 * day);
			await answered(store(), id, "new");
			expect(await kept(id)).toEqual([
				[3, "10 days ago"],
				[4, "new"],
			]);
			expect(await again("40 days ago")).toMatchObject({ kind: "accepted" });
		});
	});

	describe("one merchant's data", () => {
		it("is found by the user, a conversation or a case, and holds every table", async () => {
			const userId = fresh();
			const [one, two, foreign] = [fresh(), fresh(), fresh()];
			for (const id of [one, two]) await store().conversations.create(aConversation(id, { userId }), start);
			await store().conversations.create(aConversation(foreign, { userId: fresh() }), start);
			await store().conversations.accept(aMessage(one, "mine"));
			await store().cases.open(fresh(), two, aSummary({ caseId: `R-${two}` }), start);
			const { merchantData } = store();
			const reference = (await store().cases.findLive(two))?.reference ?? "";
			for (const name of [userId, one, reference]) expect(await merchantData.conversations(name)).toEqual([one, two].sort());
			expect(await merchantData.everything(one)).toMatchObject({
				conversations: [{ id: one, user_id: userId, state: { language: "en" } }],
				log: [{ entry: { text: "mine" } }],
				events: [{ inbound: { kind: "merchantSaid", text: "mine" } }],
				cases: [],
			});
			expect(await merchantData.everything(two)).toMatchObject({ cases: [{ reference, summary: { language: "en" } }] });
		});

		it("is deleted with everything of theirs, and nothing of others'", async () => {
			const [mine, theirs] = [fresh(), fresh()];
			for (const id of [mine, theirs]) {
				await store().conversations.create(aConversation(id), start);
				await store().conversations.accept(aMessage(id, "words"));
			}
			await store().merchantData.forget([mine]);
			expect(await store().conversations.find(mine)).toBeNull();
			await expect(store().conversations.accept(aMessage(mine, "more"))).rejects.toMatchObject({ code: "CONVERSATION_UNKNOWN" });
			expect(Object.values(await store().merchantData.everything(mine)).flat()).toEqual([]);
			expect(await store().conversations.log(theirs, 0, 10)).toMatchObject([{ text: "words" }]);
		});
	});

	describe("purge of a conversation that goes on", () => {
		const longAgo = start - 40 * day;

		it("deletes what could not be sent long ago", async () => {
			const id = fresh();
			await store().conversations.create(aConversation(id), start);
			const buried = async () => (await store().outbox.dead(1_000)).filter(({ conversationId }) => conversationId === id).length;
			for (const [n, at] of [longAgo, start].entries()) {
				await answered(store(), id, `hi ${n}`, { entries: [anEntry("words")], send: true });
				const [item] = (await store().outbox.lease(1_000, 60_000, start)).filter(({ conversationId }) => conversationId === id);
				if (item === undefined) throw new Error("nothing was due");
				await store().outbox.bury(item, "refused", at);
			}
			expect(await buried()).toBe(2);
			await store().purge(start - 30 * day);
			expect(await buried()).toBe(1);
		});

		it("deletes cases that were closed long ago, and never gives two the same reference", async () => {
			const id = fresh();
			await store().conversations.create(aConversation(id), start);
			const open = (key: string) => store().cases.open(`${key} ${id}`, id, aSummary({ caseId: `R-${id}` }), longAgo);
			const [first, second] = [await open("first"), await open("second")];
			await store().cases.close(first.reference, "wifiPassword", longAgo + 1);
			await store().purge(start - 30 * day);
			expect(await store().cases.find(first.reference)).toBeNull();
			expect(await store().cases.find(second.reference)).toEqual(second);
			expect((await open("third")).reference).not.toBe(second.reference);
		});
	});

	describe("the review list", () => {
		it("has the same words once, and forgets the old ones of a conversation that goes on", async () => {
			const id = fresh();
			const words = `wotsit ${id}`;
			const missed = (at: number) => ({
				at,
				effects: [{ kind: "review" as const, text: redact(words).text, language: "en" as const, offered: ["problem"] }],
			});
			await store().conversations.create(aConversation(id), start);
			await answered(store(), id, "one", missed(start - 40 * day));
			await answered(store(), id, "two", missed(start));
			const listed = async () => (await store().reviewList()).filter(({ text }) => text === words);
			expect(await listed()).toEqual([{ text: words, language: "en", offered: ["problem"], times: 2, lastAt: start }]);
			await store().purge(start - 30 * day);
			expect(await listed()).toMatchObject([{ times: 1 }]);
		});
	});

	describe("ready", () => {
		it("is true while the database can be written to", async () => {
			expect(await store().ready()).toBe(true);
		});
	});
};
