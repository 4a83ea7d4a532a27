import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { createDeadlines } from "../../../bot/outbox/deadlines.ts";

describe("deadlines", () => {
	it("are shared by what begins together", () => {
		const deadlines = createDeadlines(60_000);
		const first = deadlines.signal();
		expect(deadlines.signal()).toBe(first);
		expect(first.aborted).toBe(false);
		deadlines.cut();
	});

	it("leave as much time as was asked for, and pass", async () => {
		const began = performance.now();
		const signal = createDeadlines(20).signal();
		// The timer of a deadline holds up no process that has nothing else to do.
		const alive = setInterval(() => undefined, 1_000);
		await once(signal, "abort");
		clearInterval(alive);
		expect(performance.now() - began).toBeGreaterThanOrEqual(20);
	});

	it("can be cut off, those to come too", () => {
		const deadlines = createDeadlines(60_000);
		const before = deadlines.signal();
		deadlines.cut();
		expect(before.aborted).toBe(true);
		expect(deadlines.signal().aborted).toBe(true);
	});
});
