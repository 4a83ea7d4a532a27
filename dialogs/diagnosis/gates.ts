// Hard constraints on repairs (domain catalogue, section 3): which question must be answered first, and what is forbidden.
// G3 (never open the case), G5 (no card data or secrets) and G7 (updates only from the terminal's own menu) are kept by the copy,
// which offers nothing else; G6 (official sheet, photo first) is part of the steps of `paramRedownload`.

import type { Catalogue } from "../knowledge/catalogue.ts";
import type { RepairId } from "../knowledge/repairs.ts";
import type { Evidence } from "./model.ts";
import { codeOf } from "./sensors.ts";
import { answerTo } from "./standing.ts";

type GateQuestion = "pendingOffline" | "retryCharge";

export type Passage =
	| { readonly kind: "open" }
	| { readonly kind: "ask"; readonly question: GateQuestion }
	| { readonly kind: "forbidden"; readonly gate: "G1" | "G2" | "G3" | "G4" };

const open: Passage = { kind: "open" };

/** Repairs that charge a customer again: asked about an unknown outcome every time. */
const charging: readonly RepairId[] = ["otherCard", "customerSwitch"];

/** What the log says about offering this repair now. */
export function passage(catalogue: Catalogue, log: readonly Evidence[], repair: RepairId): Passage {
	const gates = catalogue.repairs.find(({ id }) => id === repair)?.gates ?? [];
	if (isTampered(log)) return { kind: "forbidden", gate: "G3" };
	if (repair === "wifiRejoin" && answerTo(log, "networkOwner") === "publicLogin") return { kind: "forbidden", gate: "G4" };
	if (gates.includes("G1") || gates.includes("G8")) {
		const first = settled(log, "pendingOffline", "G1");
		if (first.kind !== "open") return first;
	}
	const isDoubtful = charging.includes(repair) || lastDoubt(catalogue, log) >= 0;
	if (!gates.includes("G2") || !isDoubtful) return open;
	return lastDoubt(catalogue, log) > lastAnswer(log, "retryCharge")
		? { kind: "ask", question: "retryCharge" }
		: settled(log, "retryCharge", "G2");
}

/** Whether a payment's outcome came into doubt since it was last asked about: that comes before any other step. */
export const isInDoubt = (catalogue: Catalogue, log: readonly Evidence[]): boolean =>
	log.findLastIndex((entry) => isOfUnknownOutcome(catalogue, entry)) > lastAnswer(log, "retryCharge");

/** Only a clear "none" opens a gate: like the strictest terminals, "don't know" counts as "some". */
const settled = (log: readonly Evidence[], question: GateQuestion, gate: "G1" | "G2"): Passage => {
	const answer = answerTo(log, question);
	if (answer === null) return { kind: "ask", question };
	return answer === "none" ? open : { kind: "forbidden", gate };
};

const lastAnswer = (log: readonly Evidence[], question: GateQuestion): number =>
	log.findLastIndex((entry) => entry.kind === "answer" && entry.question === question);

/** The latest sign that a payment may hang between terminal and host. */
const lastDoubt = (catalogue: Catalogue, log: readonly Evidence[]): number =>
	log.findLastIndex((entry) => isOfUnknownOutcome(catalogue, entry) || (entry.kind === "answer" && entry.answer === "frozen"));

const isOfUnknownOutcome = (catalogue: Catalogue, entry: Evidence): boolean =>
	entry.kind === "code"
		? codeOf(catalogue, entry.code)?.layer === "unknownOutcome"
		: entry.kind === "answer" && entry.answer === "unknownOutcome";

/** Tamper words stay: no later answer takes them back. */
export const isTampered = (log: readonly Evidence[]): boolean => log.some((entry) => entry.kind === "answer" && entry.answer === "tamper");
