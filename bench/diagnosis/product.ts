// The product's own catalogue: expected minutes of its planner, of the article's order and of calling a person at once.

import { createArena, opening, type Policy } from "../../dialogs/diagnosis/arena.ts";
import type { Model } from "../../dialogs/diagnosis/model.ts";
import { createPlanner } from "../../dialogs/diagnosis/planner.ts";
import { catalogue } from "../../dialogs/knowledge/catalogue.ts";
import { modelOf, withStepMinutes } from "../../dialogs/knowledge/model-of.ts";
import type { RepairId } from "../../dialogs/knowledge/repairs.ts";
import { type Evaluation, evaluate, percentile } from "./evaluate.ts";
import { checklist, policies } from "./policies.ts";

/** Steps S1 to S8 of the article: network, restart, update, settings, hardware, drivers, training, support. */
const articleOrder: readonly RepairId[] = [
	...(["wifiRejoin", "move", "checkCable", "simTopup", "simReseat", "bearerSwap", "restartRouter"] as const),
	"restartTerminal",
	"updateTms",
	...(["autoIpTime", "signIn", "paramRedownload", "repairPair"] as const),
	"charge",
	...(["modeFix", "finishSetup"] as const),
];

export type Row = {
	readonly policy: string;
	/** Expected minutes, the reading of each step included. */
	readonly minutes: number;
	/** Expected steps, the hand-off included. */
	readonly steps: number;
};

export type ProductRun = {
	readonly rows: readonly Row[];
	readonly states: number;
	readonly ms: { readonly p50: number; readonly p99: number; readonly max: number };
};

/** The catalogue as the product plans with it. */
export const productModel: Model = withStepMinutes(modelOf(catalogue), catalogue.stepMinutes);

/** `negligible`: a person is called where fewer than this share of merchants get to. */
export function runProduct(negligible = 1e-5): ProductRun {
	const truth = createArena(productModel);
	const steps = createArena(countingSteps(productModel));
	const run = (policy: Policy, world = truth): Evaluation => evaluate({ policy, truth: world, belief: truth, negligible });
	const row = (policy: string, of: Policy): Row => ({ policy, minutes: run(of).minutes, steps: run(of, steps).minutes });
	const planner = createPlanner(truth);
	planner(opening(truth));
	const { states, decisionMs } = run(planner);
	return {
		rows: [
			row("relink", planner),
			row("sacso", policies.sacso(truth)),
			row("pc", policies.pc(truth)),
			row("person", policies.person()),
			row("article", checklist(articleOrder.map(indexOf))),
		],
		states,
		ms: { p50: percentile(decisionMs, 0.5), p99: percentile(decisionMs, 0.99), max: percentile(decisionMs, 1) },
	};
}

const indexOf = (repair: RepairId): number => catalogue.repairs.findIndex(({ id }) => id === repair);

const countingSteps = (model: Model): Model => {
	const one = <T extends { readonly minutes: number }>(step: T): T => ({ ...step, minutes: 1 });
	return { ...model, repairs: model.repairs.map(one), questions: model.questions.map(one), handOffMinutes: 1 };
};
