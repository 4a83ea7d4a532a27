// A step of the planner as a message: the question, gate or repair with its choices and "step 2 of about 5".

import type { Choice, Reply, Sentence, Troubleshooting } from "../conversation.ts";
import { type QuestionId, questions } from "../knowledge/questions.ts";
import { type RepairId, repairs } from "../knowledge/repairs.ts";

const backAndWhy: readonly Choice[] = [
	{ id: "back", key: "common.choices.back" },
	{ id: "why", key: "common.choices.why" },
];

const repairChoices: readonly Choice[] = [
	{ id: "fixed", key: "common.choices.fixed" },
	{ id: "notFixed", key: "common.choices.notFixed" },
	{ id: "dontKnowHow", key: "common.choices.dontKnowHow" },
	...backAndWhy,
];

const answerChoices: ReadonlyMap<QuestionId, readonly Choice[]> = new Map(
	questions.map(({ id, answers }) => [
		id,
		// The compiler knows each question's answers, but not through a list of them all.
		[...answers, "unknown"].map((answer) => ({ id: answer, key: `questions.${id}.answers.${answer}` as Choice["key"] })).concat(backAndWhy),
	]),
);

type Numbered = { readonly step: NonNullable<Reply["step"]>; readonly before: readonly Sentence[] };

/** Steps vary; a total with some room seldom has to grow. */
const room = 1.2;

/** Step number and announced total; when the total has to grow, that is said. */
export const numberStep = (troubleshooting: Troubleshooting, about: number): Numbered => {
	const number = troubleshooting.stepNumber + 1;
	const expected = number + Math.max(1, Math.ceil(about * room)) - 1;
	const announced = troubleshooting.stepsAnnounced;
	if (announced === 0) return { step: { number, of: expected }, before: [] };
	if (expected <= announced) return { step: { number, of: announced }, before: [] };
	return { step: { number, of: expected }, before: [{ key: "flows.troubleshoot.longer", params: { count: expected } }] };
};

/** A question of the catalogue. */
export const questionReply = (id: QuestionId, kind: "question" | "gate"): Reply => ({
	kind,
	id,
	key: `questions.${id}.ask`,
	choices: answerChoices.get(id) ?? backAndWhy,
});

/** How to settle what a gate asks about; null when that was shown already. "Some" then means going on without the repair. */
export const gateHow = ({ id, key, step }: Reply): Reply | null => {
	if ((id !== "pendingOffline" && id !== "retryCharge") || key === `flows.gate.${id}.how`) return null;
	const choices: readonly Choice[] = [
		{ id: "none", key: `flows.gate.${id}.done` },
		{ id: "some", key: "flows.gate.goOnWithout" },
		{ id: "human", key: "common.choices.human" },
		...backAndWhy,
	];
	return { kind: "gate", id, key: `flows.gate.${id}.how`, choices, ...(step === undefined ? {} : { step }) };
};

/** A repair of the catalogue; says how long it takes when that is more than a minute. */
export const repairReply = (id: RepairId): Reply => {
	const minutes = repairs.find((repair) => repair.id === id)?.minutes ?? 0;
	const takes: readonly Sentence[] = minutes > 1 ? [{ key: "flows.troubleshoot.takes", params: { count: minutes } }] : [];
	return { kind: "repair", id, key: `repairs.${id}.do`, before: takes, choices: repairChoices };
};
