// The room's door: what is believed, what to do next, and why. Pure: the same log always gets the same step.

import { type Catalogue, leak } from "../knowledge/catalogue.ts";
import type { CauseId, Owner } from "../knowledge/causes.ts";
import { modelOf, withStepMinutes } from "../knowledge/model-of.ts";
import type { RepairId } from "../knowledge/repairs.ts";
import type { ResponseCode } from "../knowledge/response-codes.ts";
import { createArena, type Move } from "./arena.ts";
import { createBeliefs } from "./belief.ts";
import { createExplain } from "./explain.ts";
import { isInDoubt, isTampered, passage } from "./gates.ts";
import { meanwhile, workaround } from "./likely-help.ts";
import { remembered } from "./memo.ts";
import { minutesSpent } from "./minutes-spent.ts";
import type { Belief, Evidence, Explanation, HandOffReason, Step } from "./model.ts";
import { ownerNow } from "./owner-now.ts";
import { createPlanner } from "./planner.ts";
import { codeOf } from "./sensors.ts";
import { asked, mayTry, type Room, type View, viewOf } from "./situation.ts";
import { answerTo } from "./standing.ts";
import { stepsAhead } from "./steps-ahead.ts";

/** What the planner must know about this moment. */
type DiagnosisContext = {
	/** What a person costs right now: waiting and talking. */
	readonly handOffMinutes: number;
	/** False: nobody can pay at all; null: not known. */
	readonly canSell: boolean | null;
};

export interface Diagnosis {
	belief(log: readonly Evidence[]): Belief;
	next(log: readonly Evidence[], context: DiagnosisContext): Step;
	explain(log: readonly Evidence[], cause?: CauseId): readonly Explanation[];
	/** What a response code tells, or null for one that is not in the catalogue. */
	code(code: string): ResponseCode | null;
	explainStep(log: readonly Evidence[], step: Step): readonly Explanation[];
	/** Who has to act on a cause, given what was tried. */
	owner(log: readonly Evidence[], cause: CauseId): Owner;
	/** What is safe and likely enough to try while waiting for a person, or null. */
	meanwhile(log: readonly Evidence[]): RepairId | null;
}

/** Above this the answers fit no known cause: a person has to look. */
const contradiction = 0.3;

export function createDiagnosis(catalogue: Catalogue): Diagnosis {
	const arena = createArena(withStepMinutes(modelOf(catalogue), catalogue.stepMinutes));
	const beliefs = createBeliefs(catalogue, arena);
	const { explain, explainStep } = createExplain(catalogue, beliefs);
	const room: Room = { catalogue, arena, beliefs };
	return {
		belief: beliefs.ranked,
		next: remembered((log, context: DiagnosisContext) => nextStep(room, log, context)),
		explain,
		code: (code) => codeOf(catalogue, code),
		explainStep,
		owner: (log, cause) => ownerNow(catalogue, log, cause),
		meanwhile: (log) => meanwhile(room, log),
	};
}

function nextStep(room: Room, log: readonly Evidence[], context: DiagnosisContext): Step {
	const unsafe = unsafeCause(log);
	if (unsafe) return { kind: "handOff", reason: "safety", cause: unsafe };
	const step = plannedStep(room, log, context);
	if (!isInDoubt(room.catalogue, log)) return step;
	return { kind: "gate", question: "retryCharge", about: step.kind === "handOff" ? 1 : step.about + 1 };
}

function plannedStep(room: Room, log: readonly Evidence[], context: DiagnosisContext): Step {
	const belief = room.beliefs.ranked(log);
	if ((belief.find(({ cause }) => cause === leak)?.probability ?? 0) > contradiction) return handOff("contradiction", belief);
	if (minutesSpent(room.catalogue, log) > room.catalogue.budgetMinutes) return handOff("budget", belief);
	const view = viewOf(room, log, context.handOffMinutes);
	const wait = waiting(room.catalogue, log, belief);
	if (wait) return offer(room, log, view, wait);
	const way = context.canSell === false ? workaround(room, view) : null;
	if (way) return offer(room, log, view, way);
	const move = createPlanner(view.arena)(view.situation);
	return stepOf(room, log, { view, move, belief });
}

type Planned = { readonly view: View; readonly move: Move; readonly belief: Belief };

function stepOf(room: Room, log: readonly Evidence[], { view, move, belief }: Planned): Step {
	if (move.kind === "handOff") return handOff(isOthers(room.catalogue, log, belief) ? "notMerchants" : "cheaper", belief);
	if (move.kind === "question") {
		const question = asked(room.catalogue)[move.at];
		if (question) return { kind: "ask", question: question.id, about: stepsAhead(view.arena, view.situation, move) };
	}
	const repair = room.catalogue.repairs[move.at];
	return repair ? offer(room, log, view, repair.id) : handOff("cheaper", belief);
}

/** A repair, or the gate question that stands before it. */
function offer({ catalogue }: Room, log: readonly Evidence[], { arena, situation }: View, repair: RepairId): Step {
	const at = catalogue.repairs.findIndex(({ id }) => id === repair);
	const about = stepsAhead(arena, situation, { kind: "repair", at });
	const way = passage(catalogue, log, repair);
	return way.kind === "ask" ? { kind: "gate", question: way.question, about: about + 1 } : { kind: "try", repair, about };
}

const handOff = (reason: HandOffReason, belief: Belief): Step => ({ kind: "handOff", reason, cause: belief[0]?.cause ?? leak });

/** Nobody may go on with a tampered terminal, nor with one that pays into somebody else's account. */
const unsafeCause = (log: readonly Evidence[]): CauseId | null => {
	if (isTampered(log)) return "terminalTampered";
	return answerTo(log, "slipName") === "no" ? "tidMidMismatch" : null;
};

/** Waiting is the right thing only when the back office itself says that it is in trouble. */
function waiting(catalogue: Catalogue, log: readonly Evidence[], belief: Belief): RepairId | null {
	const report = log.findLast((entry) => entry.kind === "backOffice" && entry.source !== "reports");
	if (report?.kind !== "backOffice" || report.report === "operational" || !mayTry(catalogue, log, "waitStatus")) return null;
	const inBackOffice = belief.filter(({ cause }) => cause === "backendOutage" || cause === "backendMaintenance");
	return inBackOffice.reduce((total, { probability }) => total + probability, 0) > 0.5 ? "waitStatus" : null;
}

/** Whether the case is more likely somebody else's to mend than the merchant's. */
function isOthers(catalogue: Catalogue, log: readonly Evidence[], belief: Belief): boolean {
	const others = belief.filter(({ cause }) => ownerNow(catalogue, log, cause) !== "merchant");
	const leading = belief[0]?.cause;
	return others.some(({ cause }) => cause === leading) && others.reduce((total, { probability }) => total + probability, 0) > 0.5;
}
