// The contract of the built-in desk's part of a store.

import { describe, expect, it } from "vitest";
import type { Agent } from "../../bot/store/case-store.ts";
import type { StoreUnderTest } from "./store.contract.ts";
import { aConversation, anAnswer, aSummary, start } from "./store-builders.ts";

const agent = (name: string): Agent => ({ id: `agent-${name}`, name, role: "agent", passwordHash: "hash" });

export const caseRules = ({ store, replica, fresh }: StoreUnderTest): void => {
	const aCase = async (at = start) => {
		const id = fresh();
		await store().conversations.create(aConversation(id), start);
		const opened = await store().cases.open(`key-${id}`, id, aSummary({ caseId: `R-${id}` }), at);
		return { id, opened };
	};

	describe("a case", () => {
		it("is opened once per key", async () => {
			const { id, opened } = await aCase();
			const again = await replica().cases.open(`key-${id}`, id, aSummary({ caseId: `R-${id}` }), start + 1);
			expect(again).toEqual(opened);
			expect(opened).toMatchObject({ reference: `R-${id}`, status: "waiting", openedAt: start, agentId: null });
		});

		it("gets a reference of its own when the conversation had one before", async () => {
			const { id } = await aCase();
			await store().cases.close(`R-${id}`, null, start);
			const second = await store().cases.open(`other-${id}`, id, aSummary({ caseId: `R-${id}` }), start);
			expect(second.reference).toBe(`R-${id}-2`);
			expect((await store().cases.findLive(id))?.reference).toBe(`R-${id}-2`);
		});

		it("gets a reference of its own when another conversation has the same", async () => {
			const { id } = await aCase();
			const others = await Promise.all(
				[store(), replica()].map(async ({ conversations, cases }) => {
					const other = fresh();
					await conversations.create(aConversation(other), start);
					return cases.open(`key-${other}`, other, aSummary({ caseId: `R-${id}` }), start);
				}),
			);
			expect(others.map(({ reference }) => reference).toSorted()).toEqual([`R-${id}-2`, `R-${id}-3`]);
		});

		it("goes to one of two hundred accepts", async () => {
			const { opened } = await aCase();
			const accepts = Array.from({ length: 200 }, (_, n) =>
				(n % 2 ? store() : replica()).cases.accept(opened.reference, agent(`a${n}`), start),
			);
			expect((await Promise.all(accepts)).filter(Boolean)).toHaveLength(1);
		});

		const held = async (reference: string) => {
			const found = await store().cases.find(reference);
			if (found === null) throw new Error("no such case");
			return found;
		};

		it("goes back to its old place when its agent gives it up, and not when another does, or twice", async () => {
			const { opened } = await aCase();
			await store().cases.accept(opened.reference, agent("li"), start);
			const own = await held(opened.reference);
			expect(await store().cases.requeue({ ...own, agentId: "agent-wang" }, start)).toBe(false);
			const both = await Promise.all([store().cases.requeue(own, start), replica().cases.requeue(own, start)]);
			expect(both.toSorted()).toEqual([false, true]);
			expect(await store().cases.find(opened.reference)).toEqual(opened);
		});

		it("is told of to its conversation, once, by the change of hands itself", async () => {
			const { id, opened } = await aCase();
			const next = async () => {
				const pending = await store().conversations.nextPending(id);
				if (pending !== null) await store().conversations.commitTurn(await anAnswer(store(), id));
				return pending?.inbound ?? null;
			};
			for (const name of ["li", "wang"]) await store().cases.accept(opened.reference, agent(name), start + 1);
			expect([await next(), await next()]).toEqual([{ kind: "agentTook", agentName: "li" }, null]);
			const own = await held(opened.reference);
			for (const each of [store(), replica()]) await each.cases.requeue(own, start + 2);
			expect([await next(), await next()]).toEqual([{ kind: "agentLeft", agentName: "li" }, null]);
		});

		it("is abandoned when its agent shows no sign of life", async () => {
			const { opened } = await aCase();
			await store().cases.accept(opened.reference, agent("quiet"), start);
			await store().cases.keepAlive("agent-quiet", start + 10);
			const references = async (before: number) => (await store().cases.abandoned(before)).map(({ reference }) => reference);
			expect(await references(start + 10)).not.toContain(opened.reference);
			expect(await references(start + 11)).toContain(opened.reference);
		});

		it("is closed once, with its cause, and is live no more", async () => {
			const { id, opened } = await aCase();
			expect(await store().cases.close(opened.reference, "wifiPassword", start + 5)).toBe(true);
			expect(await store().cases.close(opened.reference, "other", start + 6)).toBe(false);
			expect(await store().cases.find(opened.reference)).toMatchObject({ status: "resolved", cause: "wifiPassword", closedAt: start + 5 });
			expect(await store().cases.findLive(id)).toBeNull();
		});

		it("is listed by status, longest waiting first", async () => {
			const [second, first] = [await aCase(start - 10), await aCase(start - 20)];
			const references = (await store().cases.list(["waiting"], 1_000)).map(({ reference }) => reference);
			expect(references.indexOf(first.opened.reference)).toBeLessThan(references.indexOf(second.opened.reference));
			expect(await store().cases.list([], 10)).toEqual([]);
		});

		it("is remembered with the times at which it was opened and taken, the latest first", async () => {
			const { opened } = await aCase(start);
			await store().cases.accept(opened.reference, agent("late"), start + 90 * 60_000);
			expect(await store().cases.recentlyTaken(1)).toEqual([{ openedAt: start, acceptedAt: start + 90 * 60_000 }]);
		});
	});

	describe("an agent", () => {
		it("is found by name and listed", async () => {
			await store().cases.saveAgent(agent("zhou"));
			expect(await replica().cases.findAgent("zhou")).toEqual(agent("zhou"));
			expect(await store().cases.findAgent("nobody")).toBeNull();
			expect((await store().cases.agents()).map(({ name }) => name)).toContain("zhou");
		});

		it("is added once under a name, whoever else adds it", async () => {
			const both = [store(), replica()].map(({ cases }, n) => cases.addAgent({ ...agent("first"), id: `agent-${n}` }));
			expect((await Promise.all(both)).toSorted()).toEqual([false, true]);
			expect((await store().cases.agents()).filter(({ name }) => name === "first")).toHaveLength(1);
		});

		it("has sessions that end by time, by signing out and by a change", async () => {
			await store().cases.saveAgent(agent("chen"));
			for (const token of ["t1", "t2", "t3"]) await store().cases.saveSession(token, "agent-chen", start + 100);
			expect(await replica().cases.findSession("t1", start)).toEqual(agent("chen"));
			expect(await store().cases.findSession("t1", start + 100)).toBeNull();
			await store().cases.deleteSession("t2");
			expect(await store().cases.findSession("t2", start)).toBeNull();
			await store().cases.saveAgent({ ...agent("chen"), role: "lead" });
			expect(await store().cases.findSession("t3", start)).toBeNull();
		});
	});
};
