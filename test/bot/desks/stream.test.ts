import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DeskUnderTest, startDesk } from "./start-desk.ts";

let desk: DeskUnderTest;

beforeEach(async () => {
	desk = await startDesk();
});

afterEach(() => desk.stop());

describe("the stream", () => {
	it("rings when a case comes and when something is said in it, without saying what", async () => {
		const li = await desk.addAgent("li");
		const events = li.stream(AbortSignal.timeout(10_000));
		expect((await events.next()).value).toEqual({ kind: "beat", hint: {} });
		await desk.addCase("rings");
		await desk.happen("rings", { kind: "joined", locale: null }, "joined");
		expect((await events.next()).value).toEqual({ kind: "queue", hint: {} });
		await desk.happen("rings", { kind: "timePassed", reason: "reminder" }, "reminder");
		expect((await events.next()).value).toEqual({ kind: "said", hint: { reference: "R-rings" } });
	});

	it("does not tell an agent of a colleague's case", async () => {
		const [li, wang] = [await desk.addAgent("li"), await desk.addAgent("wang")];
		await desk.addCase("private");
		await wang.post("cases/R-private/accept");
		const events = li.stream(AbortSignal.timeout(10_000));
		expect((await events.next()).value).toMatchObject({ kind: "beat" });
		expect((await events.next()).value).toMatchObject({ kind: "queue" });
		await desk.happen("private", { kind: "timePassed", reason: "reminder" }, "reminder");
		await desk.addCase("public");
		await desk.happen("public", { kind: "joined", locale: null }, "joined");
		expect((await events.next()).value).toMatchObject({ kind: "queue" });
	});

	it("keeps the agent's cases from dropping off when it opens", async () => {
		const li = await desk.addAgent("li");
		await desk.addCase("held");
		await li.post("cases/R-held/accept");
		desk.clock.now += 60_000;
		await li.stream(AbortSignal.timeout(10_000)).next();
		expect(await desk.store.cases.abandoned(desk.clock.now)).toEqual([]);
	});

	it("ends when the server stops", async () => {
		const li = await desk.addAgent("li");
		const events = li.stream(AbortSignal.timeout(10_000));
		await events.next();
		desk.feed.close();
		expect((await events.next()).done).toBe(true);
	});

	it("is only for people who are signed in", async () => {
		expect((await fetch(`${desk.url}/desk/api/stream`)).status).toBe(401);
	});
});
