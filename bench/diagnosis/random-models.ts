// Random troubleshooting models, the same ones for the same seed: small enough to know the optimum, hard enough to miss it.

import type { Model } from "../../dialogs/diagnosis/model.ts";

export type Random = () => number;

/** Mulberry32: uniform in [0, 1). */
export function seeded(seed: number): Random {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Standard normal, by Box and Muller. */
export const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** 6 to 14 causes, 5 to 9 repairs of up to three causes each, 3 to 5 questions with two or three answers. */
export function randomModel(random: Random): Model {
	const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
	const some = <T>(count: number, make: (at: number) => T): readonly T[] => Array.from({ length: count }, (_, at) => make(at));
	const causes = some(between(6, 14), (at) => ({ id: `cause${at}`, prior: 0.02 - Math.log(1 - random()) }));
	const anyCause = () => `cause${between(0, causes.length - 1)}`;
	return {
		causes,
		repairs: some(between(5, 9), (at) => ({
			id: `repair${at}`,
			minutes: 0.5 + 9.5 * random(),
			fixes: Object.fromEntries(some(between(1, 3), () => [anyCause(), 0.3 + 0.7 * random()] as const)),
		})),
		questions: some(between(3, 5), (at) => {
			const answers = some(between(2, 3), (answer) => `answer${answer}`);
			const row = () => likelihood(answers.length, random);
			return {
				id: `question${at}`,
				minutes: 0.2 + 1.5 * random(),
				answers,
				likelihood: Object.fromEntries(causes.map(({ id }) => [id, row()] as const)),
			};
		}),
		handOffMinutes: 20 + 40 * random(),
	};
}

/** Three causes in five answer clearly, the others vaguely. */
function likelihood(answers: number, random: Random): readonly number[] {
	const isClear = random() < 0.6;
	const row = Array.from({ length: answers }, () => (isClear ? random() ** 4 + 0.02 : random() + 0.1));
	const total = row.reduce((sum, weight) => sum + weight, 0);
	return row.map((weight) => weight / total);
}
