// Merchants with a known fault: what they say first, how they answer, and what happens when they try a repair.

import type { Diagnosis } from "../../../dialogs/diagnosis/diagnosis.ts";
import type { Evidence, Step } from "../../../dialogs/diagnosis/model.ts";
import { catalogue } from "../../../dialogs/knowledge/catalogue.ts";
import type { CauseId } from "../../../dialogs/knowledge/causes.ts";
import type { AnswerId, QuestionId } from "../../../dialogs/knowledge/questions.ts";
import type { RepairId } from "../../../dialogs/knowledge/repairs.ts";
import { code, page, told, tried } from "./evidence.ts";

export type Merchant = { readonly cause: CauseId; readonly says: readonly Evidence[] };

export type Ending = {
	readonly step: Extract<Step, { kind: "handOff" }> | { readonly kind: "works"; readonly repair: RepairId };
	readonly log: readonly Evidence[];
	readonly steps: readonly Step[];
};

/** The first sentence of each merchant: the symptom column of the domain catalogue. */
export const merchants: readonly Merchant[] = [
	{ cause: "backendOutage", says: [told("scope", "others"), code("96")] },
	{ cause: "backendMaintenance", says: [code("90")] },
	{
		cause: "backendFirewall",
		says: [told("recentChange", "itOrFirewall"), told("otherDevices", "yes"), told("signalIcon", "full"), told("hotspot", "fails")],
	},
	{ cause: "backendSoftwareOld", says: [told("firstUse", "never"), told("recentChange", "softwareUpdate")] },
	{ cause: "backendConfig", says: [code("40"), told("scope", "shop")] },
	{ cause: "issuerOrSwitch", says: [code("91")] },
	{ cause: "ispOutage", says: [told("routerLights", "wanOff")] },
	{ cause: "routerFault", says: [told("otherDevices", "no")] },
	{ cause: "wifiDisconnected", says: [told("recentChange", "routerOrPassword")] },
	{ cause: "weakSignal", says: [told("signalIcon", "weak")] },
	{ cause: "networkUnstable", says: [told("timeOfDay", "busyHours")] },
	{ cause: "simNoData", says: [told("sim", "overdue")] },
	{ cause: "simFault", says: [told("signalIcon", "noSim")] },
	{ cause: "captivePortal", says: [told("networkOwner", "publicLogin")] },
	{ cause: "merchantFirewall", says: [told("recentChange", "itOrFirewall")] },
	{ cause: "dnsIpConflict", says: [told("recentChange", "settings"), told("connectionType", "ethernet")] },
	{ cause: "cableLoose", says: [told("physical", "loose")] },
	{ cause: "customerPhone", says: [told("customerSide", "one")] },
	{ cause: "terminalSoftHang", says: [told("deviceState", "frozen")] },
	{ cause: "terminalHw", says: [told("physical", "damaged")] },
	{ cause: "terminalTampered", says: [told("message", "tamper")] },
	{ cause: "powerBattery", says: [told("deviceState", "reboots")] },
	{ cause: "firmwareOld", says: [told("signedIn", "signInFails")] },
	{ cause: "driverPeripheral", says: [told("till", "readerNotFound"), told("recentChange", "softwareUpdate")] },
	{ cause: "incompatible", says: [told("firstUse", "never"), code("40")] },
	{ cause: "pairingLost", says: [told("till", "readerNotFound")] },
	{ cause: "clockWrong", says: [told("clock", "wrong")] },
	{ cause: "wrongHostParams", says: [told("recentChange", "settings")] },
	{ cause: "apnBearerWrong", says: [told("sim", "movedOrOut")] },
	{ cause: "terminalNotRegistered", says: [code("97")] },
	{ cause: "tidMidMismatch", says: [told("slipName", "no")] },
	{ cause: "merchantSuspended", says: [code("03")] },
	{ cause: "terminalRelocated", says: [told("moved", "yes"), told("recentChange", "movedShop")] },
	{ cause: "keyMacError", says: [code("A0")] },
	{ cause: "notSignedIn", says: [code("77")] },
	{ cause: "operatorPermission", says: [told("login", "yes")] },
	{ cause: "apiCredential", says: [told("till", "signatureError")] },
	{ cause: "operatorMisuse", says: [told("signalIcon", "aeroplane")] },
	{ cause: "incompleteSetup", says: [told("firstUse", "never")] },
	{ cause: "cardDeclined", says: [code("51")] },
	{ cause: "otherUnknown", says: [told("clock", "wrong"), told("sim", "movedOrOut"), told("moved", "yes"), page("operational")] },
];

/** More than any case takes. */
const enough = 40;

/** Answers as the cause mostly does; a repair that mostly mends it works. */
export function talk(diagnosis: Diagnosis, { cause, says }: Merchant): Ending {
	const log = [...says];
	const steps: Step[] = [];
	while (steps.length < enough) {
		const step = diagnosis.next(log, { handOffMinutes: 20, canSell: null });
		steps.push(step);
		if (step.kind === "handOff") return { step, log, steps };
		log.push(replyTo(step, cause));
		const last = log.at(-1);
		if (last?.kind === "repair" && last.outcome === "fixed") return { step: { kind: "works", repair: last.repair }, log, steps };
	}
	throw new Error(`no end for ${cause}`);
}

function replyTo(step: Exclude<Step, { kind: "handOff" }>, cause: CauseId): Evidence {
	if (step.kind === "gate") return told(step.question, "none");
	if (step.kind === "ask") return told(step.question, usualAnswer(step.question, cause));
	const fixes = catalogue.repairs.find(({ id }) => id === step.repair)?.fixes ?? {};
	return tried(step.repair, (fixes[cause] ?? 0) >= 0.5 ? "fixed" : "notFixed");
}

function usualAnswer(question: QuestionId, cause: CauseId): AnswerId {
	const asked = catalogue.questions.find(({ id }) => id === question);
	const row = asked?.likelihood?.[cause] ?? [];
	const answer: string | undefined = asked?.answers[row.indexOf(Math.max(...row))];
	// Answers of the catalogue are plain strings in its type.
	return (answer ?? "unknown") as AnswerId;
}
