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
export const articleOrder: readonly RepairId[] = [
	...(["wifiRejoin", "move", "checkCable", "simTopup", "simReseat", "bearerSwap", "restartRouter"] as const),
	"restartTerminal",
	"updateTms",
	...(["autoIpTime", "signIn", "paramRedownload", "repairPair"] as const),
	"charge",
	...(["modeFix", "finishSetup"] as const),
];

export type Row = { readonly policy: string; readonly minutes: number };

export type ProductRun = {
	readonly rows: readonly Row[];
	/** Expected steps of the product's planner, the hand-off included. */
	readonly steps: number;
	readonly states: number;
	readonly ms: { readonly p50: number; readonly p99: number; readonly max: number };
};

export const productModel: Model = modelOf(catalogue);

/** The planner as the product builds it: it counts the reading of a step, the benchmark does not. */
export const productPolicy = (model: Model): Policy => createPlanner(createArena(withStepMinutes(model, catalogue.stepMinutes)));

const truth = createArena(productModel);

/** `negligible`: a person is called where fewer than this share of merchants get to. */
export function runProduct(negligible = 1e-5): ProductRun {
	const policy = productPolicy(productModel);
	policy(opening(truth));
	const run = (of: Policy, world = truth): Evaluation => evaluate({ policy: of, truth: world, belief: truth, negligible });
	const relink = run(policy);
	return {
		rows: [
			{ policy: "relink", minutes: relink.minutes },
			{ policy: "sacso", minutes: run(policies.sacso(truth)).minutes },
			{ policy: "pc", minutes: run(policies.pc(truth)).minutes },
			{ policy: "person", minutes: run(policies.person()).minutes },
			{ policy: "article", minutes: run(checklist(articleOrder.map(indexOf))).minutes },
		],
		steps: run(policy, createArena(countingSteps(productModel))).minutes,
		states: relink.states,
		ms: { p50: percentile(relink.decisionMs, 0.5), p99: percentile(relink.decisionMs, 0.99), max: percentile(relink.decisionMs, 1) },
	};
}

const indexOf = (repair: RepairId): number => catalogue.repairs.findIndex(({ id }) => id === repair);

const countingSteps = (model: Model): Model => {
	const one = <T extends { readonly minutes: number }>(step: T): T => ({ ...step, minutes: 1 });
	return { ...model, repairs: model.repairs.map(one), questions: model.questions.map(one), handOffMinutes: 1 };
};
