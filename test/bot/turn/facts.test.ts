import { describe, expect, it, vi } from "vitest";
import { type FactSource, type FactSources, factsAtHand, gatherFacts } from "../../../bot/turn/facts.ts";
import { recentFact } from "../../../bot/turn/recent-fact.ts";
import type { StatusReport } from "../../../dialogs/status/report.ts";
import { silentLogger } from "../../support/silent-logger.ts";

const asked = <T>(ask: FactSource<T>["ask"]): FactSource<T> => ({ atHand: () => null, ask });

const well: FactSources = {
	status: asked(async () => ({ kind: "operational", asOf: 1 })),
	desk: asked(async () => ({ kind: "open", waiting: 0, waitMinutes: 3 })),
};

describe("gatherFacts", () => {
	it("asks only for what is needed", async () => {
		const desk = vi.fn(well.desk.ask);
		expect(await gatherFacts(["status"], { ...well, desk: asked(desk) }, silentLogger)).toEqual({
			status: { kind: "operational", asOf: 1 },
		});
		expect(desk).not.toHaveBeenCalled();
	});

	it("asks for everything at once", async () => {
		const begun: string[] = [];
		const waitsForOther = async <T>(name: string, answer: T): Promise<T> => {
			begun.push(name);
			await vi.waitFor(() => expect(begun).toHaveLength(2), { interval: 1 });
			return answer;
		};
		const sources: FactSources = {
			status: asked(() => waitsForOther("status", { kind: "operational", asOf: 1 })),
			desk: asked(() => waitsForOther("desk", { kind: "closed", opensAt: null })),
		};
		expect(await gatherFacts(["status", "desk"], sources, silentLogger)).toEqual({
			status: { kind: "operational", asOf: 1 },
			desk: { kind: "closed", opensAt: null },
		});
	});

	it("takes what fails as unavailable", async () => {
		const sources: FactSources = {
			...well,
			desk: asked(() => {
				throw new Error("broken");
			}),
		};
		expect(await gatherFacts(["status", "desk"], sources, silentLogger)).toMatchObject({ desk: { kind: "unavailable" } });
	});

	it("waits two seconds for what hangs, tells it so, and takes it as unavailable", async () => {
		let aborted = false;
		const status = asked<StatusReport>((signal) => new Promise(() => signal.addEventListener("abort", () => (aborted = true))));
		const began = performance.now();
		const facts = await gatherFacts(["status"], { ...well, status }, silentLogger);
		expect(facts).toEqual({ status: { kind: "unavailable", reason: "timeout" } });
		expect(aborted).toBe(true);
		expect(performance.now() - began).toBeLessThan(2_500);
	});
});

describe("factsAtHand", () => {
	const known = <T>(answer: T): FactSource<T> => ({
		atHand: () => answer,
		ask: () => Promise.reject(new Error("nobody need be asked")),
	});
	const status = known<StatusReport>({ kind: "operational", asOf: 1 });

	it.each([
		{ why: "nothing is needed", needs: [], desk: well.desk, facts: {} },
		{ why: "what is needed is known", needs: ["status"], desk: well.desk, facts: { status: { kind: "operational", asOf: 1 } } },
		{ why: "some of it is not", needs: ["status", "desk"], desk: well.desk, facts: null },
	] as const)("gives all of them or none: $why", ({ needs, desk, facts }) => {
		expect(factsAtHand(needs, { status, desk })).toEqual(facts);
	});

	it("spares a turn the wave", async () => {
		expect(await gatherFacts(["status"], { ...well, status }, silentLogger)).toEqual({ status: { kind: "operational", asOf: 1 } });
	});
});

describe("recentFact", () => {
	it.each([
		{ why: "young", laterMs: 2_000, answer: "open" },
		{ why: "old", laterMs: 2_001, answer: null },
		{ why: "from a clock that was set back since", laterMs: -1, answer: null },
	])("has the last answer at hand while it is recent: $why", async ({ laterMs, answer }) => {
		let time = 10_000;
		const fact = recentFact(async () => "open", { now: () => time, maxAgeMs: 2_000 });
		expect(fact.atHand()).toBeNull();
		await fact.ask(new AbortController().signal);
		time += laterMs;
		expect(fact.atHand()).toBe(answer);
	});
});
