// What the bot may ask. Ids and minutes are those of the domain catalogue (section 5); answers are in the order merchants see them.

import type { RepairId } from "./repairs.ts";

export type Question = {
	readonly id: string;
	/** Merchant effort, minutes. */
	readonly minutes: number;
	readonly answers: readonly string[];
	/** Repairs after which an earlier answer may be out of date, so that the question may be asked again. */
	readonly expiresAfter?: readonly RepairId[];
	/** Gates are asked only when a repair needs them (gates.ts), never to learn about the cause. */
	readonly gate?: "G1" | "G2";
};

export const questions = [
	{ id: "scope", minutes: 0.3, answers: ["one", "shop", "others"] },
	{ id: "message", minutes: 0.3, answers: ["reachedHost", "unknownOutcome", "textOnly", "cardSide", "tamper"] },
	{ id: "connectionType", minutes: 0.2, answers: ["wifi", "sim", "ethernet", "dial", "bluetooth"] },
	{
		id: "signalIcon",
		minutes: 0.2,
		answers: ["full", "weak", "none", "noSim", "aeroplane"],
		expiresAfter: ["wifiRejoin", "move", "modeFix", "simReseat", "restartTerminal", "restartRouter"],
	},
	{ id: "otherDevices", minutes: 0.4, answers: ["yes", "no", "noOther"], expiresAfter: ["restartRouter"] },
	{ id: "onset", minutes: 0.3, answers: ["sudden", "intermittent", "sinceInstall", "afterMidnight"] },
	{
		id: "recentChange",
		minutes: 0.3,
		answers: ["routerOrPassword", "softwareUpdate", "movedShop", "itOrFirewall", "sim", "settings", "nothing"],
	},
	{ id: "restarted", minutes: 0.2, answers: ["stillFailing", "cameBack", "no"] },
	{ id: "pendingOffline", minutes: 0.2, answers: ["none", "some"], gate: "G1" },
	{ id: "retryCharge", minutes: 0.3, answers: ["none", "some"], gate: "G2" },
	{ id: "hotspot", minutes: 3, answers: ["works", "fails", "cannotTry"] },
	{ id: "routerLights", minutes: 0.5, answers: ["normal", "wanOff", "allOff"], expiresAfter: ["restartRouter"] },
	{ id: "physical", minutes: 0.5, answers: ["fine", "loose", "damaged"], expiresAfter: ["checkCable"] },
	{ id: "deviceState", minutes: 0.2, answers: ["normal", "frozen", "reboots", "tamper"], expiresAfter: ["restartTerminal", "charge"] },
	{ id: "signedIn", minutes: 0.2, answers: ["yes", "no", "signInFails"], expiresAfter: ["signIn"] },
	{ id: "firstUse", minutes: 0.2, answers: ["workedBefore", "never", "secondHand"] },
	{ id: "slipName", minutes: 0.3, answers: ["yes", "no"] },
	{ id: "paymentTypes", minutes: 0.5, answers: ["othersWork", "allFail", "oneBank"] },
	{ id: "customerSide", minutes: 0.5, answers: ["one", "all"] },
	{ id: "networkOwner", minutes: 0.2, answers: ["own", "publicLogin", "companyIt"] },
	{ id: "sim", minutes: 0.3, answers: ["fine", "overdue", "movedOrOut"] },
	{ id: "moved", minutes: 0.2, answers: ["yes", "no"] },
	{ id: "login", minutes: 0.3, answers: ["yes", "no", "locked"] },
	{ id: "timeOfDay", minutes: 0.2, answers: ["busyHours", "aroundMidnight", "any"] },
	{ id: "clock", minutes: 0.2, answers: ["right", "wrong"], expiresAfter: ["autoIpTime"] },
	{ id: "till", minutes: 0.3, answers: ["standalone", "readerNotFound", "signatureError"] },
] as const satisfies readonly Question[];

type QuestionRow = (typeof questions)[number];

export type QuestionId = QuestionRow["id"];

export type AnswerId = QuestionRow["answers"][number] | "unknown";
