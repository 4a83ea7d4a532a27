import { describe, expect, it } from "vitest";
import { createDiagnosis } from "../../../dialogs/diagnosis/diagnosis.ts";
import type { Evidence } from "../../../dialogs/diagnosis/model.ts";
import { ownerNow } from "../../../dialogs/diagnosis/owner-now.ts";
import { catalogue, leak } from "../../../dialogs/knowledge/catalogue.ts";
import { code, inWords, page, told, tried } from "./evidence.ts";
import { merchants, talk } from "./merchants.ts";

const diagnosis = createDiagnosis(catalogue);
const context = { handOffMinutes: 20, canSell: null };
const next = (...log: readonly Evidence[]) => inWords(diagnosis.next(log, context));

const endings = merchants.map((merchant) => ({ cause: merchant.cause, ending: talk(diagnosis, merchant) }));

describe("next", () => {
	it.each(endings)("ends rightly for a merchant with $cause", ({ cause, ending: { step, log } }) => {
		const row = catalogue.causes.find(({ id }) => id === cause);
		const right =
			step.kind === "works"
				? (catalogue.repairs.find(({ id }) => id === step.repair)?.fixes[cause] ?? 0) > 0
				: step.cause === cause || [row?.owner, row?.escalation?.to].includes(ownerNow(catalogue, log, step.cause)) || cause === leak;
		expect({ right, step }).toEqual({ right: true, step });
	});

	it.each(endings)("asks and offers nothing twice: $cause", ({ ending }) => {
		const steps = ending.steps.filter(({ kind }) => kind === "ask" || kind === "try").map(inWords);
		expect(new Set(steps).size).toBe(steps.length);
	});

	it("takes at most twelve steps with anybody", () => {
		expect(Math.max(...endings.map(({ ending }) => ending.steps.length))).toBeLessThanOrEqual(12);
	});

	it.each([
		{ why: "tamper words on the screen", log: [told("message", "tamper")], step: "handOff safety terminalTampered" },
		{
			why: "tamper words, taken back",
			log: [told("deviceState", "tamper"), told("deviceState", "normal")],
			step: "handOff safety terminalTampered",
		},
		{ why: "somebody else's name on the slip", log: [told("slipName", "no")], step: "handOff safety tidMidMismatch" },
		{ why: "code 97 is the acquirer's", log: [code("97")], step: "handOff notMerchants terminalNotRegistered" },
		{ why: "code 51 is the card's: but is it sure that it was not charged?", log: [code("51")], step: "gate retryCharge" },
		{ why: "code 51, nothing open", log: [code("51"), told("retryCharge", "none")], step: "try otherCard" },
		{ why: "code A0 asks for a new sign-in", log: [code("A0")], step: "try signIn" },
		{
			why: "a frozen terminal is not restarted unasked",
			log: [told("deviceState", "frozen"), told("signalIcon", "full")],
			step: "gate pendingOffline",
		},
		{ why: "nobody knows whether it was paid: before anything else", log: [code("68")], step: "gate retryCharge" },
		{ why: "the same in words", log: [told("scope", "one"), told("message", "unknownOutcome")], step: "gate retryCharge" },
		{ why: "a new doubt", log: [told("retryCharge", "none"), code("94")], step: "gate retryCharge" },
		{ why: "the page says outage: wait", log: [page("outage")], step: "try waitStatus" },
		{ why: "waited in vain", log: [page("outage"), tried("waitStatus")], step: "handOff notMerchants backendOutage" },
	])("$why: $step", ({ log, step }) => {
		expect(next(...log)).toBe(step);
	});

	it("asks once about a doubt, whatever is answered", () => {
		for (const answer of ["none", "some", "unknown"] as const)
			expect(next(code("68"), told("retryCharge", answer))).not.toBe("gate retryCharge");
	});

	it("offers a workaround at once when the shop cannot sell", () => {
		const log = [told("otherDevices", "no")];
		expect(inWords(diagnosis.next(log, { handOffMinutes: 20, canSell: false }))).toBe("try bearerSwap");
	});

	it("goes on to the cause behind a workaround", () => {
		expect(next(told("otherDevices", "no"), told("routerLights", "allOff"), tried("bearerSwap", "fixed"))).toBe("try restartRouter");
	});

	it("calls a person sooner when the queue is short", () => {
		const log = [told("deviceState", "frozen"), told("signalIcon", "full"), told("pendingOffline", "none"), told("retryCharge", "none")];
		expect(inWords(diagnosis.next(log, { ...context, handOffMinutes: 20 }))).toBe("try restartTerminal");
		expect(diagnosis.next(log, { ...context, handOffMinutes: 1 }).kind).toBe("handOff");
	});

	it("gives up on answers that fit nothing", () => {
		const log = [
			told("clock", "wrong"),
			told("slipName", "yes"),
			told("sim", "overdue"),
			told("till", "signatureError"),
			told("moved", "yes"),
		];
		expect(next(...log, told("networkOwner", "publicLogin"), told("firstUse", "secondHand"))).toMatch(/^handOff contradiction/);
	});

	it("does not restart what was restarted", () => {
		const log = [told("deviceState", "frozen"), told("restarted", "stillFailing"), told("pendingOffline", "none")];
		expect(next(...log)).not.toBe("try restartTerminal");
	});

	it("calls a person when the time budget is used up, however long the queue", () => {
		const log = [
			tried("charge"),
			tried("wifiRejoin"),
			tried("move"),
			tried("checkCable"),
			tried("restartRouter"),
			tried("repairPair"),
			tried("simTopup"),
		];
		const patient = { handOffMinutes: 600, canSell: null };
		expect(diagnosis.next(log, patient).kind).not.toBe("handOff");
		expect(inWords(diagnosis.next([...log, tried("finishSetup")], patient))).toMatch(/^handOff budget/);
	});

	it("is the same for the same log", () => {
		const log = [told("scope", "shop"), told("otherDevices", "no")];
		expect(diagnosis.next(log, context)).toEqual(diagnosis.next(log, context));
	});
});

describe("the article's four cases", () => {
	it("K1, a supermarket's network gear: one restart, then the network provider", () => {
		const log = [told("scope", "shop"), told("otherDevices", "no"), told("routerLights", "allOff"), tried("bearerSwap")];
		expect(next(...log)).toBe("try restartRouter");
		const given = [...log, tried("restartRouter")];
		expect(next(...given)).toBe("handOff notMerchants routerFault");
		expect(ownerNow(catalogue, given, "routerFault")).toBe("network");
	});

	it("K2, the customer's own phone: never paid twice", () => {
		const log = [told("customerSide", "one"), told("paymentTypes", "othersWork"), told("message", "textOnly")];
		expect(next(...log)).toBe("gate retryCharge");
		expect(next(...log, told("retryCharge", "none"))).toBe("try customerSwitch");
	});

	it("K3, the back office's firewall: the merchant can do nothing, so a person soon", () => {
		const { step, steps } = talk(diagnosis, {
			cause: "backendFirewall",
			says: [
				told("otherDevices", "yes"),
				told("signalIcon", "full"),
				told("hotspot", "fails"),
				told("recentChange", "itOrFirewall"),
				page("operational"),
			],
		});
		expect(step).toMatchObject({ kind: "handOff", reason: "notMerchants", cause: "backendFirewall" });
		expect(steps.length).toBeLessThanOrEqual(5);
	});

	it("K4, wrong IP and port after new software: parameters again, batch settled first", () => {
		const log = [told("recentChange", "settings"), told("onset", "sinceInstall"), told("signedIn", "signInFails")];
		const { steps } = talk(diagnosis, { cause: "wrongHostParams", says: log });
		expect(steps.map(inWords).slice(-2)).toEqual(["gate pendingOffline", "try paramRedownload"]);
	});
});
