// What an acquirer may change without touching code: one file with codes, priors, minutes, the wait for a person, and copy.

import { z } from "zod";
import { languages } from "../../locales/languages.ts";
import type { Catalogue } from "./catalogue.ts";
import { causes } from "./causes.ts";
import { questions } from "./questions.ts";
import { repairs } from "./repairs.ts";

const causeId = z.enum(causes.map(({ id }) => id));
const repairId = z.enum(repairs.map(({ id }) => id));
const questionId = z.enum(questions.map(({ id }) => id));

const minutes = z.number().positive().max(600);
const sentence = z.string().trim().min(1).max(1000);

/** Field 39 has two characters; acquirers also show four of their own. */
const code = z.string().regex(/^[0-9A-Z]{2,4}$/);

const responseCode = z.strictObject({
	layer: z.enum(["approved", "reachedHost", "unknownOutcome", "cardSide"]),
	causes: z.array(causeId),
});

const copy = z.strictObject({
	causes: z
		.partialRecord(causeId, z.strictObject({ name: sentence, explain: sentence, prevent: sentence, handOff: sentence }).partial())
		.optional(),
	repairs: z.partialRecord(repairId, z.strictObject({ name: sentence, do: sentence, how: sentence }).partial()).optional(),
	questions: z.partialRecord(questionId, z.strictObject({ ask: sentence, how: sentence, why: sentence }).partial()).optional(),
});

/** `safeParse` names every mistake with its path. Nothing here can open a gate or change what a repair mends. */
export const overridesSchema = z.strictObject({
	codes: z.record(code, responseCode).optional(),
	priors: z.partialRecord(causeId, z.number().positive().max(1000)).optional(),
	repairMinutes: z.partialRecord(repairId, minutes).optional(),
	questionMinutes: z.partialRecord(questionId, minutes).optional(),
	handOffMinutes: minutes.optional(),
	budgetMinutes: minutes.optional(),
	copy: z.partialRecord(z.enum(languages), copy).optional(),
});

export type Overrides = z.infer<typeof overridesSchema>;

/** The catalogue with an acquirer's numbers; `copy` is for the copy layer, which lays it over the locale files. */
export function applyOverrides(catalogue: Catalogue, overrides: Overrides): Catalogue {
	const { codes, priors = {}, repairMinutes = {}, questionMinutes = {} } = overrides;
	return {
		...catalogue,
		causes: catalogue.causes.map((cause) => ({ ...cause, prior: priors[cause.id] ?? cause.prior })),
		repairs: catalogue.repairs.map((repair) => ({ ...repair, minutes: repairMinutes[repair.id] ?? repair.minutes })),
		questions: catalogue.questions.map((question) => ({ ...question, minutes: questionMinutes[question.id] ?? question.minutes })),
		codes: { ...catalogue.codes, ...codes },
		handOffMinutes: overrides.handOffMinutes ?? catalogue.handOffMinutes,
		budgetMinutes: overrides.budgetMinutes ?? catalogue.budgetMinutes,
	};
}
