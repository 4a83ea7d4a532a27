// Any evidence log a conversation could leave behind: answers, volunteered facts, codes, repairs, status, in any order.

import fc from "fast-check";
import type { Evidence } from "../../../dialogs/diagnosis/model.ts";
import { catalogue } from "../../../dialogs/knowledge/catalogue.ts";
import type { AnswerId } from "../../../dialogs/knowledge/questions.ts";
import { code, page, told, tried } from "./evidence.ts";

const answer = fc.constantFrom(...catalogue.questions).chain(({ id, answers }) =>
	// Answers of the catalogue are plain strings in its type.
	fc.constantFrom(...(answers as readonly AnswerId[]), "unknown" as const).map((given) => told(id, given)),
);

const repair = fc
	.tuple(fc.constantFrom(...catalogue.repairs.map(({ id }) => id)), fc.constantFrom("fixed", "notFixed", "skipped"))
	.map(([id, outcome]) => tried(id, outcome));

const entry: fc.Arbitrary<Evidence> = fc.oneof(
	{ weight: 6, arbitrary: answer },
	{ weight: 2, arbitrary: repair },
	{ weight: 1, arbitrary: fc.constantFrom(...Object.keys(catalogue.codes), "Z9").map(code) },
	{ weight: 1, arbitrary: fc.constantFrom("operational", "degraded", "outage", "maintenance").map(page) },
);

export const anyLog = (maxLength: number): fc.Arbitrary<readonly Evidence[]> => fc.array(entry, { maxLength });
