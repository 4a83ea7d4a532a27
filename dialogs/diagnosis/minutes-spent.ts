// What a case has cost the merchant so far, by the catalogue's minutes: late escalation is a fault of its own.

import type { Catalogue } from "../knowledge/catalogue.ts";
import type { Evidence } from "./model.ts";

/** Volunteered facts cost as much as asked ones: the log does not tell them apart, and the difference is small. */
export const minutesSpent = (catalogue: Catalogue, log: readonly Evidence[]): number =>
	log.reduce((total, entry) => total + minutesOf(catalogue, entry), 0);

function minutesOf({ repairs, questions, stepMinutes }: Catalogue, entry: Evidence): number {
	switch (entry.kind) {
		case "answer":
			return (questions.find(({ id }) => id === entry.question)?.minutes ?? 0) + stepMinutes;
		case "repair":
			return entry.outcome === "skipped" ? stepMinutes : (repairs.find(({ id }) => id === entry.repair)?.minutes ?? 0) + stepMinutes;
		case "code":
		case "backOffice":
			return 0;
	}
}
