import { describe, expect, it, vi } from "vitest";
import type { FactSources } from "../../../bot/turn/facts.ts";
import { gatherFacts } from "../../../bot/turn/facts.ts";
import { silentLogger } from "../../support/silent-logger.ts";

const well: FactSources = {
	status: async () => ({ kind: "operational", asOf: 1 }),
	desk: async () => ({ kind: "open", waiting: 0, waitMinutes: 3 }),
};

describe("gatherFacts", () => {
	it("asks only for what is needed", async () => {
		const desk = vi.fn(well.desk);
		expect(await gatherFacts(["status"], { ...well, desk }, silentLogger)).toEqual({ status: { kind: "operational", asOf: 1 } });
		expect(desk).not.toHaveBeenCalled();
	});

	it("asks for everything at once", async () => {
		const asked: string[] = [];
		const waitsForOther = async <T>(name: string, answer: T): Promise<T> => {
			asked.push(name);
			await vi.waitFor(() => expect(asked).toHaveLength(2), { interval: 1 });
			return answer;
		};
		const sources: FactSources = {
			status: () => waitsForOther("status", { kind: "operational", asOf: 1 }),
			desk: () => waitsForOther("desk", { kind: "closed", opensAt: null }),
		};
		expect(await gatherFacts(["status", "desk"], sources, silentLogger)).toEqual({
			status: { kind: "operational", asOf: 1 },
			desk: { kind: "closed", opensAt: null },
		});
	});

	it("takes what fails as unavailable", async () => {
		const sources: FactSources = {
			...well,
			desk: () => {
				throw new Error("broken");
			},
		};
		expect(await gatherFacts(["status", "desk"], sources, silentLogger)).toMatchObject({ desk: { kind: "unavailable" } });
	});

	it("waits two seconds for what hangs, tells it so, and takes it as unavailable", async () => {
		let aborted = false;
		const status: FactSources["status"] = (signal) => new Promise(() => signal.addEventListener("abort", () => (aborted = true)));
		const began = performance.now();
		const facts = await gatherFacts(["status"], { ...well, status }, silentLogger);
		expect(facts).toEqual({ status: { kind: "unavailable", reason: "timeout" } });
		expect(aborted).toBe(true);
		expect(performance.now() - began).toBeLessThan(2_500);
	});
});
