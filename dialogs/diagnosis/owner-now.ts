// Who has to act on a cause, given what was tried already: its owner, or whom the cause escalates to.

import type { Catalogue } from "../knowledge/catalogue.ts";
import type { CauseId, Owner } from "../knowledge/causes.ts";
import type { Evidence } from "./model.ts";
import { answerTo, outcomeOf } from "./standing.ts";

export function ownerNow({ causes }: Catalogue, log: readonly Evidence[], cause: CauseId): Owner {
	const row = causes.find(({ id }) => id === cause);
	if (!row) return "acquirer";
	const { escalation, owner } = row;
	if (escalation === null) return owner;
	switch (escalation.when.kind) {
		case "atOnce":
			return escalation.to;
		case "afterFailed":
			return escalation.when.repairs.every((repair) => outcomeOf(log, repair) === "notFixed") ? escalation.to : owner;
		case "returns":
			return answerTo(log, "restarted") === "cameBack" || cameBack(log) ? escalation.to : owner;
	}
}

/** A repair that worked and was then found not to have lasted. */
const cameBack = (log: readonly Evidence[]): boolean =>
	log.some(
		(entry, at) =>
			entry.kind === "repair" &&
			entry.outcome === "fixed" &&
			log.slice(at).some((later) => later.kind === "repair" && later.repair === entry.repair && later.outcome === "notFixed"),
	);
