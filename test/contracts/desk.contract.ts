// What every desk promises, whatever stands behind it.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Desk } from "../../bot/desks/desk.ts";
import { redact } from "../../dialogs/privacy/redact.ts";
import { aSummary } from "./store-builders.ts";

export type DeskUnderTest = {
	readonly desk: Desk;
	/** Makes a conversation that can be handed over; its id. */
	converse(): Promise<string>;
	/** How many cases of the conversation agents can still take or have. */
	live(conversationId: string): Promise<number>;
	stop(): Promise<void>;
};

const signal = () => AbortSignal.timeout(5_000);
const words = redact("the light is red").text;

/** Runs the whole contract. */
export const deskContract = (name: string, start: () => Promise<DeskUnderTest>): void => {
	let under: DeskUnderTest;
	beforeAll(async () => {
		under = await start();
	});
	afterAll(() => under.stop());

	const open = (key: string, id: string) => under.desk.open(key, id, aSummary({ caseId: `R-${id}` }), "en", signal());

	describe(`${name}: open`, () => {
		it("opens one case for a key, however often it is asked, even at once", async () => {
			const id = await under.converse();
			const tickets = await Promise.all([1, 2, 3].map(() => open(`open-${id}`, id)));
			const references = new Set(tickets.map(({ reference }) => reference));
			expect(references.size).toBe(1);
			expect((await open(`open-${id}`, id)).reference).toBe(tickets[0]?.reference);
			expect(await under.live(id)).toBe(1);
		});

		it("tells the merchant's place in the queue", async () => {
			const [first, second] = [await under.converse(), await under.converse()];
			const before = await open(`open-${first}`, first);
			const after = await open(`open-${second}`, second);
			expect(after.position).toBe(before.position + 1);
		});
	});

	describe(`${name}: tell`, () => {
		it("takes what the merchant says while the case is open, as often as it is delivered", async () => {
			const id = await under.converse();
			await open(`open-${id}`, id);
			await expect(under.desk.tell(`tell-${id}`, id, words, signal())).resolves.toBeUndefined();
			await expect(under.desk.tell(`tell-${id}`, id, words, signal())).resolves.toBeUndefined();
		});

		it("refuses for good when there is no case to add to", async () => {
			const id = await under.converse();
			const told = under.desk.tell(`tell-${id}`, id, words, signal());
			await expect(told).rejects.toMatchObject({ code: "DESK_REFUSED", context: { retryable: false } });
		});
	});

	describe(`${name}: withdraw`, () => {
		it("takes the case out of the queue, once and for all", async () => {
			const id = await under.converse();
			await open(`open-${id}`, id);
			await under.desk.withdraw(`withdraw-${id}`, id, signal());
			await under.desk.withdraw(`withdraw-${id}`, id, signal());
			expect(await under.live(id)).toBe(0);
		});

		it("has nothing to do when there is no case", async () => {
			const id = await under.converse();
			await expect(under.desk.withdraw(`withdraw-${id}`, id, signal())).resolves.toBeUndefined();
		});
	});

	describe(`${name}: availability`, () => {
		it("counts who waits and says how long it may take, or that it cannot say", async () => {
			const before = await under.desk.availability(signal());
			const id = await under.converse();
			await open(`open-${id}`, id);
			const after = await under.desk.availability(signal());
			if (before.kind !== "open" || after.kind !== "open") throw new Error("the desk under test has to be open");
			expect(after.waiting).toBe(before.waiting + 1);
			expect(after.waitMinutes ?? 1).toBeGreaterThan(0);
		});
	});
};
