// A troubleshooting model read from a JSON file, every mistake named.

import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Model } from "../../dialogs/diagnosis/model.ts";

const chance = z.number().min(0).max(1);

/** Likelihood rows may be rounded: they have to sum to 1 within this. */
const rounding = 0.02;

const shape = z
	.object({
		causes: z.array(z.object({ id: z.string().min(1), prior: z.number().nonnegative() })).min(1),
		repairs: z.array(z.object({ id: z.string().min(1), minutes: z.number().positive(), fixes: z.record(z.string(), chance).default({}) })),
		questions: z.array(
			z.object({
				id: z.string().min(1),
				minutes: z.number().nonnegative(),
				answers: z.array(z.string()).min(1),
				likelihood: z.record(z.string(), z.array(chance)),
			}),
		),
		handOffMinutes: z.number().positive(),
	})
	.superRefine((model, context) => {
		const ids = new Set(model.causes.map(({ id }) => id));
		const mistake = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
		if (!model.causes.some(({ prior }) => prior > 0)) mistake(["causes"], "all priors are 0");
		model.repairs.forEach(({ fixes }, at) => {
			for (const id of Object.keys(fixes)) if (!ids.has(id)) mistake(["repairs", at, "fixes", id], "unknown cause");
		});
		model.questions.forEach(({ answers, likelihood }, at) => {
			for (const id of ids) {
				const row = likelihood[id] ?? [];
				if (row.length !== answers.length) mistake(["questions", at, "likelihood", id], `needs ${answers.length} numbers`);
				else if (Math.abs(row.reduce((sum, p) => sum + p, 0) - 1) > rounding)
					mistake(["questions", at, "likelihood", id], "sums to other than 1");
			}
		});
	});

export type ReadModel =
	| { readonly kind: "model"; readonly model: Model }
	| { readonly kind: "mistakes"; readonly mistakes: readonly string[] };

export function readModel(path: string): ReadModel {
	const json = readJson(path);
	if (json === null) return { kind: "mistakes", mistakes: ["not a readable JSON file"] };
	const parsed = shape.safeParse(json);
	if (parsed.success) return { kind: "model", model: parsed.data };
	return { kind: "mistakes", mistakes: parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) };
}

/** Null when there is no such file, or it is not JSON. */
function readJson(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch {
		return null;
	}
}
