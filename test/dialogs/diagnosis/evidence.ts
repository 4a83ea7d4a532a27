// Short ways to write an evidence log.

import type { Evidence, Step } from "../../../dialogs/diagnosis/model.ts";
import type { AnswerId, QuestionId } from "../../../dialogs/knowledge/questions.ts";
import type { RepairId } from "../../../dialogs/knowledge/repairs.ts";

export const told = (question: QuestionId, answer: AnswerId): Evidence => ({ kind: "answer", question, answer, source: "told", turn: 1 });

export const code = (code: string): Evidence => ({ kind: "code", code, source: "told", turn: 1 });

export const tried = (repair: RepairId, outcome: "fixed" | "notFixed" | "skipped" = "notFixed"): Evidence => ({
	kind: "repair",
	repair,
	outcome,
	turn: 1,
});

export const page = (report: Extract<Evidence, { kind: "backOffice" }>["report"]): Evidence => ({
	kind: "backOffice",
	report,
	source: "statusPage",
	turn: 1,
});

/** `ask scope`, `try move`, `handOff cheaper weakSignal`: a step in a few words. */
export const inWords = (step: Step): string => {
	switch (step.kind) {
		case "ask":
		case "gate":
			return `${step.kind} ${step.question}`;
		case "try":
			return `try ${step.repair}`;
		case "handOff":
			return `handOff ${step.reason} ${step.cause}`;
	}
};
