// What is still open in a case: the planner's view of an evidence log, with everything taken out that must not be offered again.

import type { Catalogue } from "../knowledge/catalogue.ts";
import type { RepairId } from "../knowledge/repairs.ts";
import type { Arena, Situation } from "./arena.ts";
import type { Beliefs } from "./belief.ts";
import { passage } from "./gates.ts";
import type { Evidence } from "./model.ts";
import { answerTo, type Expiring, isExpired, outcomeOf } from "./standing.ts";

/** The arena of this moment: a question asked again is expected to be answered as before, most of the time. */
export type View = { readonly arena: Arena; readonly situation: Situation };

export function viewOf({ catalogue, arena, beliefs }: Room, log: readonly Evidence[], handOffMinutes: number): View {
	const questions = asked(catalogue);
	const answers = arena.answers.map((rows, at) => {
		const question = questions[at];
		const before = question && answerTo(log, question.id);
		return before ? beliefs.askedAgain(at, before) : rows;
	});
	return {
		arena: { ...arena, answers, handOffMinutes },
		situation: {
			weights: beliefs.weights(log),
			repairs: Uint8Array.from(catalogue.repairs, ({ id }) => (mayTry(catalogue, log, id) ? 1 : 0)),
			questions: Uint8Array.from(questions, (question) => (mayAsk(log, question) ? 1 : 0)),
		},
	};
}

/** Questions that tell something about the cause, in the order of the arena; gates are not among them. */
export const asked = ({ questions }: Catalogue): Catalogue["questions"] => questions.filter(({ likelihood }) => likelihood !== null);

export type Room = { readonly catalogue: Catalogue; readonly arena: Arena; readonly beliefs: Beliefs };

/** A repair is offered once, and not at all when the merchant did the same thing before. */
export const mayTry = (catalogue: Catalogue, log: readonly Evidence[], repair: RepairId): boolean =>
	outcomeOf(log, repair) === null && !wasDone(log, repair) && passage(catalogue, log, repair).kind !== "forbidden";

const wasDone = (log: readonly Evidence[], repair: RepairId): boolean => {
	if (repair === "restartTerminal") return ["stillFailing", "cameBack"].includes(answerTo(log, "restarted") ?? "");
	if (repair === "bearerSwap") return ["works", "fails", "cannotTry"].includes(answerTo(log, "hotspot") ?? "");
	return false;
};

/** A question is asked once; again only when a repair may have changed the answer, and never after "don't know". */
function mayAsk(log: readonly Evidence[], question: Expiring): boolean {
	if (question.id === "hotspot" && outcomeOf(log, "bearerSwap") !== null) return false;
	if (question.id === "message" && log.some(({ kind }) => kind === "code")) return false;
	const answer = answerTo(log, question.id);
	return answer === null || (answer !== "unknown" && isExpired(log, question));
}
