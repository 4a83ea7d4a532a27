import { describe, expect, it } from "vitest";
import { answerTo, isExpired, outcomeOf, standing } from "../../../dialogs/diagnosis/standing.ts";
import { catalogue } from "../../../dialogs/knowledge/catalogue.ts";
import { code, page, told, tried } from "./evidence.ts";

const lights = { id: "routerLights", expiresAfter: ["restartRouter"] } as const;

describe("standing", () => {
	it.each([
		{ why: "a correction replaces", log: [told("scope", "one"), told("scope", "shop")], stands: [told("scope", "shop")] },
		{ why: "taken back to don't know", log: [told("scope", "one"), told("scope", "unknown")], stands: [] },
		{ why: "a skipped repair tells nothing", log: [tried("move", "skipped")], stands: [] },
		{ why: "a repair counts by its last outcome", log: [tried("move"), tried("move", "fixed")], stands: [tried("move", "fixed")] },
		{ why: "a page counts by its last report", log: [page("outage"), page("operational")], stands: [page("operational")] },
		{ why: "a code replaces what the screen says", log: [told("message", "textOnly"), code("96")], stands: [code("96")] },
		{
			why: "tamper words stay beside a code",
			log: [told("message", "tamper"), code("96")],
			stands: [told("message", "tamper"), code("96")],
		},
		{
			why: "the hotspot is tested once",
			log: [told("hotspot", "works"), tried("bearerSwap", "fixed")],
			stands: [tried("bearerSwap", "fixed")],
		},
	])("keeps what counts: $why", ({ log, stands }) => {
		expect(standing(log, catalogue.questions).map(({ evidence }) => evidence)).toEqual(stands);
	});

	it("keeps an answer from before a repair beside the one after it", () => {
		const log = [told("routerLights", "wanOff"), tried("restartRouter"), told("routerLights", "normal")];
		expect(standing(log, [lights])).toEqual([
			{ evidence: told("routerLights", "wanOff") },
			{ evidence: tried("restartRouter") },
			{ evidence: told("routerLights", "normal"), before: "wanOff" },
		]);
	});
});

describe("isExpired", () => {
	it.each([
		{ why: "never asked", log: [tried("restartRouter")], expired: false },
		{ why: "nothing changed since", log: [tried("restartRouter"), told("routerLights", "normal")], expired: false },
		{ why: "another repair", log: [told("routerLights", "normal"), tried("move")], expired: false },
		{ why: "a repair that was skipped", log: [told("routerLights", "normal"), tried("restartRouter", "skipped")], expired: false },
		{ why: "the router was restarted since", log: [told("routerLights", "normal"), tried("restartRouter")], expired: true },
	])("$why: $expired", ({ log, expired }) => {
		expect(isExpired(log, lights)).toBe(expired);
	});
});

describe("answerTo and outcomeOf", () => {
	it("read the latest", () => {
		const log = [told("scope", "one"), told("scope", "unknown"), tried("move"), tried("move", "fixed")];
		expect([answerTo(log, "scope"), answerTo(log, "moved"), outcomeOf(log, "move"), outcomeOf(log, "charge")]).toEqual([
			"unknown",
			null,
			"fixed",
			null,
		]);
	});
});
