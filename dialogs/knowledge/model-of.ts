// The catalogue as a troubleshooting model, as the benchmark knows them too.

import type { Model } from "../diagnosis/model.ts";
import type { Catalogue } from "./catalogue.ts";

/** Gates are constraints, not questions, and stay outside. */
export const modelOf = (from: Catalogue): Model => ({
	causes: from.causes,
	repairs: from.repairs.map(({ id, minutes, riskMinutes, leavesMinutes = 0, fixes }) => ({
		id,
		minutes: minutes + riskMinutes + leavesMinutes,
		fixes,
	})),
	questions: from.questions.flatMap(({ id, minutes, answers, likelihood }) => (likelihood ? [{ id, minutes, answers, likelihood }] : [])),
	handOffMinutes: from.handOffMinutes,
});

/** As the planner weighs it: each step dearer by the reading of it. */
export const withStepMinutes = (model: Model, stepMinutes: number): Model => {
	const dearer = <T extends { readonly minutes: number }>(step: T): T => ({ ...step, minutes: step.minutes + stepMinutes });
	return { ...model, repairs: model.repairs.map(dearer), questions: model.questions.map(dearer) };
};
