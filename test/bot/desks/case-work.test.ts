import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaseView } from "../../../bot/desks/desk-api.ts";
import { createDropOff } from "../../../bot/desks/drop-off.ts";
import { silentLogger } from "../../support/silent-logger.ts";
import type { DeskClient } from "./desk-client.ts";
import { type DeskUnderTest, startDesk } from "./start-desk.ts";

let desk: DeskUnderTest;
let li: DeskClient;
let wang: DeskClient;
let lead: DeskClient;

beforeAll(async () => {
	desk = await startDesk();
	[li, wang, lead] = [await desk.addAgent("li"), await desk.addAgent("wang"), await desk.addAgent("lead", "lead")];
});

afterAll(() => desk.stop());

const heardBy = (id: string) => desk.heardBy(id);
const viewOf = async (client: DeskClient, id: string) => (await client.get(`cases/R-${id}`)).body as CaseView; // Our own API's answer.

describe("accept", () => {
	it("has one winner among two hundred, and the conversation hears it once", async () => {
		await desk.addCase("race");
		const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => (n % 2 ? li : wang).post("cases/R-race/accept")));
		const won = (client: number) => answers.filter(({ status }, n) => n % 2 === client && status === 200).length;
		const lost = answers.filter(({ status }) => status === 409).length;
		// The winner may ask as often as it likes; the other one never gets it.
		expect([won(0), won(1), lost].toSorted((a, b) => a - b)).toEqual([0, 100, 100]);
		expect(heardBy("race")).toEqual([{ kind: "agentTook", agentName: won(1) > 0 ? "li" : "wang" }]);
	});

	it("makes the case invisible to other agents", async () => {
		await desk.addCase("mine");
		expect((await wang.get("cases/R-mine")).status).toBe(200);
		await li.post("cases/R-mine/accept");
		expect((await wang.get("cases/R-mine")).status).toBe(404);
		expect(await viewOf(li, "mine")).toMatchObject({ status: "withAgent", own: true, agentName: "li" });
	});
});

describe("say", () => {
	it("says a message once, however often it is sent", async () => {
		await desk.addCase("once");
		await li.post("cases/R-once/accept");
		const message = { key: "key-of-the-message", text: "Is the router on?" };
		await Promise.all([1, 2, 3].map(() => li.post("cases/R-once/say", message)));
		expect(heardBy("once").slice(1)).toEqual([{ kind: "agentSaid", text: "Is the router on?", agentName: "li" }]);
	});

	it("removes card numbers before anything is kept, and says so", async () => {
		await desk.addCase("card");
		await li.post("cases/R-card/accept");
		const answer = await li.post("cases/R-card/say", { key: "key-with-a-card", text: "Try 4111 1111 1111 1111 again" });
		expect(answer.body).toEqual({ redacted: ["card"] });
		expect(JSON.stringify(heardBy("card"))).not.toMatch(/4111/);
	});

	it.each([
		{ why: "empty", body: { key: "long-enough-key", text: "  " } },
		{ why: "too long", body: { key: "long-enough-key", text: "x".repeat(2_001) } },
		{ why: "no key", body: { text: "hello" } },
		{ why: "no text", body: { key: "long-enough-key" } },
	])("refuses a message that is wrong: $why", async ({ body }) => {
		await desk.addCase("wrong");
		await li.post("cases/R-wrong/accept");
		expect((await li.post("cases/R-wrong/say", body)).status).toBe(400);
	});

	it("needs the case to be accepted first", async () => {
		await desk.addCase("unaccepted");
		expect((await li.post("cases/R-unaccepted/say", { key: "long-enough-key", text: "hello" })).status).toBe(409);
		expect(heardBy("unaccepted")).toEqual([]);
	});
});

describe("ending", () => {
	it.each([
		{ step: "return", body: {}, event: { kind: "agentReturned", agentName: "li" }, cause: null },
		{
			step: "close",
			body: { cause: "routerFault" },
			event: { kind: "caseClosed", agentName: "li", cause: "routerFault" },
			cause: "routerFault",
		},
	])("$step ends the case and tells the conversation once", async ({ step, body, event, cause }) => {
		await desk.addCase(step);
		await li.post(`cases/R-${step}/accept`);
		expect((await li.post(`cases/R-${step}/${step}`, body)).status).toBe(200);
		expect((await li.post(`cases/R-${step}/${step}`, body)).status).toBe(409);
		expect(heardBy(step).slice(1)).toEqual([event]);
		expect(await desk.store.cases.find(`R-${step}`)).toMatchObject({ status: "resolved", cause });
	});

	it("takes only causes of the catalogue", async () => {
		await desk.addCase("cause");
		await li.post("cases/R-cause/accept");
		expect((await li.post("cases/R-cause/close", { cause: "gremlins" })).status).toBe(400);
		expect((await li.post("cases/R-cause/close", {})).status).toBe(400);
	});
});

describe("requeue", () => {
	it("puts a case back in its old place for the next agent", async () => {
		const { openedAt } = await desk.addCase("back");
		await li.post("cases/R-back/accept");
		expect((await wang.post("cases/R-back/requeue")).status).toBe(404);
		expect((await li.post("cases/R-back/requeue")).status).toBe(200);
		expect(await desk.store.cases.find("R-back")).toMatchObject({ status: "waiting", openedAt, agentId: null });
		desk.clock.now += 1_000;
		expect((await wang.post("cases/R-back/accept")).status).toBe(200);
		expect(heardBy("back").map(({ kind }) => kind)).toEqual(["agentTook", "agentLeft", "agentTook"]);
	});

	it("may be done by a lead for an agent who is away", async () => {
		await desk.addCase("away");
		await li.post("cases/R-away/accept");
		expect((await lead.post("cases/R-away/requeue")).status).toBe(200);
		expect(heardBy("away").at(-1)).toEqual({ kind: "agentLeft", agentName: "li" });
	});
});

describe("drop-off", () => {
	it("requeues, within a minute, only the cases of agents who show no sign of life", async () => {
		const { store, happen, now, clock } = desk;
		const dropOff = createDropOff({ cases: store.cases, turns: { happen }, now, monotonicMs: now, logger: silentLogger });
		await desk.addCase("dropped");
		await desk.addCase("kept");
		await li.post("cases/R-dropped/accept");
		await wang.post("cases/R-kept/accept");
		for (let passed = 0; passed < 60_000; passed += 5_000) {
			clock.now += 5_000;
			await wang.post("alive");
			await dropOff.look();
		}
		expect(await store.cases.find("R-dropped")).toMatchObject({ status: "waiting", agentId: null });
		expect(await store.cases.find("R-kept")).toMatchObject({ status: "withAgent" });
		expect(heardBy("dropped").at(-1)).toEqual({ kind: "agentLeft", agentName: "li" });
		expect(heardBy("kept")).toHaveLength(1);
	});

	it("leaves agents who are there their cases when the clock jumps, or nobody could be heard for a while", async () => {
		const { store, happen, now, clock } = desk;
		let monotonic = 0;
		const dropOff = createDropOff({ cases: store.cases, turns: { happen }, now, monotonicMs: () => monotonic, logger: silentLogger });
		await desk.addCase("held");
		await li.post("cases/R-held/accept");
		clock.now += 60_000;
		await dropOff.look();
		monotonic += 10_000;
		await li.post("alive");
		await dropOff.look();
		monotonic += 10_000;
		await dropOff.look();
		expect(await store.cases.find("R-held")).toMatchObject({ status: "withAgent" });
	});
});

describe("the audit log", () => {
	it("has who did what to which case", async () => {
		await desk.addCase("audited");
		await li.post("cases/R-audited/accept");
		await li.post("cases/R-audited/close", { cause: "routerFault" });
		expect(desk.audited("R-audited")).toEqual(["id-li case.accept", "id-li case.close"]);
	});
});
