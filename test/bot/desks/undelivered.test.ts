import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { redact } from "../../../dialogs/privacy/redact.ts";
import { aMessage, anAnswer } from "../../contracts/store-builders.ts";
import { type DeskUnderTest, startDesk } from "./start-desk.ts";

let desk: DeskUnderTest;

beforeAll(async () => {
	desk = await startDesk();
});

afterAll(() => desk.stop());

describe("undelivered", () => {
	it("is shown to a lead without the merchant's words, and leaves for another try when asked", async () => {
		const lead = await desk.addAgent("lead", "lead");
		await desk.addCase("stuck");
		const { conversations, outbox } = desk.store;
		await conversations.accept(aMessage("stuck", "the red light blinks"));
		const text = redact("the red light blinks").text;
		await conversations.commitTurn(await anAnswer(desk.store, "stuck", { effects: [{ kind: "tellAgent", messageId: "m", text }] }));
		const [item] = await outbox.lease(10, 1_000, desk.clock.now);
		if (item === undefined) throw new Error("nothing was leased");
		await outbox.bury(item, "DESK_UNREACHABLE", desk.clock.now);

		const shown = (await lead.get("undelivered")).body;
		expect(shown).toEqual({
			items: [{ id: item.id, reference: "R-234567", kind: "tellAgent", attempts: 1, error: "DESK_UNREACHABLE" }],
		});
		expect((await lead.post(`undelivered/${item.id}/replay`)).status).toBe(200);
		expect((await lead.post(`undelivered/${item.id}/replay`)).status).toBe(404);
		expect((await lead.get("undelivered")).body).toEqual({ items: [] });
		expect(desk.audited(String(item.id))).toEqual(["id-lead undelivered.replay"]);
	});
});
