import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDiagnosis } from "../../../dialogs/diagnosis/diagnosis.ts";
import type { Evidence } from "../../../dialogs/diagnosis/model.ts";
import { catalogue } from "../../../dialogs/knowledge/catalogue.ts";
import type { CauseId } from "../../../dialogs/knowledge/causes.ts";
import { anyLog } from "./arbitrary-log.ts";
import { code, page, told, tried } from "./evidence.ts";

const { belief } = createDiagnosis(catalogue);
const chance = (cause: CauseId, ...log: readonly Evidence[]): number => belief(log).find((row) => row.cause === cause)?.probability ?? 0;
const top = (...log: readonly Evidence[]): CauseId | undefined => belief(log)[0]?.cause;

describe("belief", () => {
	it("starts from the priors", () => {
		const total = catalogue.causes.reduce((sum, { prior }) => sum + prior, 0);
		expect(chance("routerFault")).toBeCloseTo(10 / total, 12);
	});

	it("is a distribution, likeliest first, for any log", () => {
		fc.assert(
			fc.property(anyLog(20), (log) => {
				const chances = belief(log).map(({ probability }) => probability);
				expect(chances.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
				expect(chances).toEqual(chances.toSorted((a, b) => b - a));
				expect(Math.min(...chances)).toBeGreaterThanOrEqual(0);
			}),
			{ numRuns: 300 },
		);
	});

	it("does not mind the order in which answers come", () => {
		fc.assert(
			fc.property(
				fc.shuffledSubarray([told("scope", "shop"), told("otherDevices", "no"), told("onset", "sudden"), code("96")], { minLength: 4 }),
				(log) => {
					expect(chance("routerFault", ...log)).toBeCloseTo(chance("routerFault", ...log.toReversed()), 12);
				},
			),
		);
	});

	it("learns nothing from don't know", () => {
		fc.assert(
			fc.property(fc.constantFrom(...catalogue.questions), ({ id }) => {
				expect(belief([told(id, "unknown")])).toEqual(belief([]));
			}),
		);
	});

	it("counts an answer once, however often it is given", () => {
		expect(belief([told("scope", "shop"), told("scope", "shop")])).toEqual(belief([told("scope", "shop")]));
	});

	it("lets a correction replace what it corrects", () => {
		expect(belief([told("scope", "one"), told("scope", "shop")])).toEqual(belief([told("scope", "shop")]));
	});

	it("counts an answer given again after a repair as little new, unless it changed", () => {
		const before = [told("routerLights", "wanOff"), tried("restartRouter")];
		const same = chance("ispOutage", ...before, told("routerLights", "wanOff"));
		const changed = chance("ispOutage", ...before, told("routerLights", "normal"));
		expect(same).toBeGreaterThan(chance("ispOutage", ...before));
		expect(same - chance("ispOutage", ...before)).toBeLessThan(0.2);
		expect(changed).toBeLessThan(same);
	});

	it.each([
		{ why: "a host answered, so the network is not it", log: [code("97")], cause: "terminalNotRegistered" },
		{ why: "lower case", log: [code("a0")], cause: "keyMacError" },
		{ why: "the switch itself", log: [code("96")], cause: "backendOutage" },
		{ why: "one bank", log: [code("91")], cause: "issuerOrSwitch" },
		{ why: "the card", log: [code("51")], cause: "cardDeclined" },
		{ why: "the card, by ISO 8583", log: [code("05")], cause: "cardDeclined" },
		{ why: "the card, refused offline", log: [code("Z1")], cause: "cardDeclined" },
		{ why: "batch", log: [code("77")], cause: "notSignedIn" },
		{ why: "cut-over", log: [code("90")], cause: "backendMaintenance" },
		{ why: "the page says so", log: [page("outage")], cause: "backendOutage" },
	] as const)("takes $why for $cause", ({ log, cause }) => {
		expect(top(...log)).toBe(cause);
	});

	it("divides causes that reach no host by twenty when any host answered", () => {
		const odds = (...log: readonly Evidence[]) => chance("routerFault", ...log) / chance("merchantSuspended", ...log);
		expect(odds() / odds(code("96"))).toBeCloseTo(20, 6);
	});

	it("takes an unlisted code of a host for the way to it being open, and no more", () => {
		const odds = (...log: readonly Evidence[]) => chance("routerFault", ...log) / chance("merchantSuspended", ...log);
		expect(odds() / odds(code("63"))).toBeCloseTo(20, 6);
		expect(belief([told("message", "reachedHost"), code("63")])).toEqual(belief([code("63")]));
	});

	it("takes an approval, a duplicate and an unknown code of the terminal's own for no evidence", () => {
		for (const neutral of ["00", "94", "Z9"]) expect(belief([code(neutral)])).toEqual(belief([]));
	});

	it("takes a code for the finer answer to what the screen says", () => {
		expect(belief([told("message", "reachedHost"), code("97")])).toEqual(belief([code("97")]));
	});

	it("believes a status page, but not blindly", () => {
		expect(chance("backendOutage", page("operational"))).toBeGreaterThan(0.01);
		expect(chance("backendOutage", page("operational"))).toBeLessThan(chance("backendOutage"));
		expect(chance("backendOutage", page("outage"), page("operational"))).toBe(chance("backendOutage", page("operational")));
	});

	it("believes less in what a repair would have mended, and skipping tells nothing", () => {
		expect(chance("weakSignal", tried("move"))).toBeLessThan(0.4 * chance("weakSignal"));
		expect(belief([tried("move", "skipped")])).toEqual(belief([]));
	});

	it("holds a workaround that works for evidence, not for the end", () => {
		expect(top(told("otherDevices", "no"), tried("bearerSwap", "fixed"))).toBe("routerFault");
		expect(chance("backendOutage", tried("bearerSwap", "fixed"))).toBeLessThan(0.01);
	});
});
