import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDiagnosis } from "../../../dialogs/diagnosis/diagnosis.ts";
import { passage } from "../../../dialogs/diagnosis/gates.ts";
import type { Evidence } from "../../../dialogs/diagnosis/model.ts";
import { answerTo } from "../../../dialogs/diagnosis/standing.ts";
import { catalogue } from "../../../dialogs/knowledge/catalogue.ts";
import type { RepairId } from "../../../dialogs/knowledge/repairs.ts";
import { anyLog } from "./arbitrary-log.ts";
import { code, told } from "./evidence.ts";

const way = (repair: RepairId, ...log: readonly Evidence[]) => passage(catalogue, log, repair);
const isOpen = (log: readonly Evidence[], repair: RepairId): boolean => passage(catalogue, log, repair).kind === "open";

const losingOfflineSales: readonly RepairId[] = ["restartTerminal", "updateTms", "paramRedownload", "simReseat"];
const chargingAgain: readonly RepairId[] = ["otherCard", "customerSwitch"];

describe("passage", () => {
	it.each([
		{ why: "G1 is asked first", repair: "restartTerminal", log: [], to: { kind: "ask", question: "pendingOffline" } },
		{
			why: "pending sales forbid",
			repair: "restartTerminal",
			log: [told("pendingOffline", "some")],
			to: { kind: "forbidden", gate: "G1" },
		},
		{
			why: "not knowing counts as pending",
			repair: "restartTerminal",
			log: [told("pendingOffline", "unknown")],
			to: { kind: "forbidden", gate: "G1" },
		},
		{
			why: "settled since",
			repair: "restartTerminal",
			log: [told("pendingOffline", "some"), told("pendingOffline", "none")],
			to: { kind: "open" },
		},
		{
			why: "frozen in mid-payment: G2 as well",
			repair: "restartTerminal",
			log: [told("pendingOffline", "none"), told("deviceState", "frozen")],
			to: { kind: "ask", question: "retryCharge" },
		},
		{ why: "charging again is always asked", repair: "otherCard", log: [code("51")], to: { kind: "ask", question: "retryCharge" } },
		{ why: "an open payment forbids", repair: "otherCard", log: [told("retryCharge", "some")], to: { kind: "forbidden", gate: "G2" } },
		{
			why: "a new timeout asks again",
			repair: "otherCard",
			log: [told("retryCharge", "none"), code("68")],
			to: { kind: "ask", question: "retryCharge" },
		},
		{ why: "G8: settle before parameters", repair: "paramRedownload", log: [], to: { kind: "ask", question: "pendingOffline" } },
		{
			why: "G4: no payment over open Wi-Fi",
			repair: "wifiRejoin",
			log: [told("networkOwner", "publicLogin")],
			to: { kind: "forbidden", gate: "G4" },
		},
		{ why: "tampered: hands off", repair: "move", log: [told("message", "tamper")], to: { kind: "forbidden", gate: "G3" } },
		{ why: "no gate", repair: "move", log: [], to: { kind: "open" } },
	] as const)("$why", ({ repair, log, to }) => {
		expect(way(repair, ...log)).toEqual(to);
	});

	it("never opens what loses offline sales unless they are known to be none", () => {
		fc.assert(
			fc.property(anyLog(12), fc.constantFrom(...losingOfflineSales), (log, repair) => {
				expect(isOpen(log, repair) && answerTo(log, "pendingOffline") !== "none").toBe(false);
			}),
			{ numRuns: 2000 },
		);
	});

	it("never opens a second charge unless the first is known not to hang", () => {
		fc.assert(
			fc.property(anyLog(12), fc.constantFrom(...chargingAgain), (log, repair) => {
				expect(isOpen(log, repair) && answerTo(log, "retryCharge") !== "none").toBe(false);
			}),
			{ numRuns: 2000 },
		);
	});

	it("closes a second charge again on every new doubt", () => {
		const doubts = [code("68"), code("98"), code("94"), told("message", "unknownOutcome")];
		fc.assert(
			fc.property(anyLog(10), fc.constantFrom(...doubts), fc.constantFrom(...chargingAgain), (log, doubt, repair) => {
				expect(isOpen([...log, doubt], repair)).toBe(false);
			}),
			{ numRuns: 1000 },
		);
	});

	it("opens nothing on a tampered terminal", () => {
		fc.assert(
			fc.property(anyLog(8), anyLog(4), fc.constantFrom(...catalogue.repairs), (before, after, { id }) => {
				expect(isOpen([...before, told("deviceState", "tamper"), ...after], id)).toBe(false);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe("next, whatever was said, taken back or volunteered", () => {
	const diagnosis = createDiagnosis(catalogue);

	it("offers only repairs whose gates are open, once, and asks only what is still open", () => {
		fc.assert(
			fc.property(anyLog(14), fc.constantFrom(true, false, null), (log, canSell) => {
				const step = diagnosis.next(log, { handOffMinutes: 20, canSell });
				if (step.kind === "try") {
					expect(isOpen(log, step.repair)).toBe(true);
					expect(log.some((entry) => entry.kind === "repair" && entry.repair === step.repair)).toBe(false);
				}
				if (step.kind === "ask") expect(answerTo(log, step.question)).not.toBe("unknown");
				if (step.kind !== "handOff") expect(step.about).toBeGreaterThanOrEqual(1);
			}),
			{ numRuns: 150 },
		);
	});
});
