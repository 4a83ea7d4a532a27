import { describe, expect, it } from "vitest";
import { createDiagnosis } from "../../../dialogs/diagnosis/diagnosis.ts";
import { catalogue } from "../../../dialogs/knowledge/catalogue.ts";
import { code, page, told, tried } from "./evidence.ts";

const diagnosis = createDiagnosis(catalogue);

describe("explain", () => {
	const log = [told("scope", "shop"), told("otherDevices", "no"), page("operational"), tried("restartRouter")];

	it("names what speaks for a cause, strongest first, and what against it", () => {
		const [router] = diagnosis.explain(log, "routerFault");
		expect(router?.because[0]).toEqual(told("otherDevices", "no"));
		expect(router?.because).toContainEqual(told("scope", "shop"));
		expect(router?.despite).toEqual([tried("restartRouter")]);
	});

	it("ranks all causes as the belief does", () => {
		expect(diagnosis.explain(log).map(({ cause }) => cause)).toEqual(diagnosis.belief(log).map(({ cause }) => cause));
	});

	it("says nothing where nothing is known", () => {
		expect(diagnosis.explain([], "weakSignal")).toEqual([
			{ cause: "weakSignal", owner: "merchant", probability: expect.any(Number), because: [], despite: [] },
		]);
	});

	it("survives evidence that rules a cause out", () => {
		const all = diagnosis.explain([code("51"), told("message", "tamper")]);
		expect(all.every(({ probability }) => Number.isFinite(probability))).toBe(true);
	});
});

describe("explainStep", () => {
	it.each([
		{ why: "a repair by what it mends", step: { kind: "try", repair: "signIn", about: 1 }, causes: ["keyMacError", "notSignedIn"] },
		{ why: "a gate by its own words", step: { kind: "gate", question: "pendingOffline", about: 1 }, causes: [] },
		{ why: "a hand-off by its cause", step: { kind: "handOff", reason: "cheaper", cause: "terminalHw" }, causes: ["terminalHw"] },
	] as const)("explains $why", ({ step, causes }) => {
		expect(diagnosis.explainStep([code("A0")], step).map(({ cause }) => cause)).toEqual(causes);
	});

	it("explains a question by the two causes in the lead", () => {
		const about = diagnosis.explainStep([told("otherDevices", "no")], { kind: "ask", question: "routerLights", about: 1 });
		expect(about.map(({ cause }) => cause).toSorted()).toEqual(["ispOutage", "routerFault"]);
	});
});
