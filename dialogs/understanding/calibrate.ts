// From distances to chances: a logistic curve fitted on examples that were not trained on, and where to stop believing it.

import type { Calibration } from "./model.ts";

/** The best label of one held-out text: how far it led, and whether it was right. */
export type Sample = {
	readonly margin: number;
	readonly gap: number;
	readonly coverage: number;
	/** Whether the best label is a real one, not "out of scope". */
	readonly claims: boolean;
	readonly isRight: boolean;
	/** Whether the text is in scope at all. */
	readonly inScope: boolean;
};

const rounds = 2000;
const rate = 4;

/** Logistic regression by plain gradient descent: a few signs, a few thousand samples. */
export const calibrate = (samples: readonly Sample[]): Calibration => {
	const rows = samples.filter(({ claims }) => claims).map(({ margin, gap, coverage }) => [1, margin, gap, coverage] as const);
	const wanted = samples.filter(({ claims }) => claims).map(({ isRight }) => (isRight ? 1 : 0));
	const curve: [number, number, number, number] = [0, 1, 1, 0];
	for (let round = 0; round < rounds; round++) {
		const step: [number, number, number, number] = [0, 0, 0, 0];
		rows.forEach((row, i) => {
			const z = row[0] * curve[0] + row[1] * curve[1] + row[2] * curve[2] + row[3] * curve[3];
			const miss = ((wanted[i] ?? 0) - 1 / (1 + Math.exp(-z))) / rows.length;
			for (let k = 0; k < 4; k++) step[k] = (step[k] ?? 0) + miss * (row[k] ?? 0);
		});
		for (let k = 0; k < 4; k++) curve[k] = (curve[k] ?? 0) + rate * (step[k] ?? 0);
	}
	const [bias, margin, gap, coverage] = curve;
	return { bias, margin, gap, coverage };
};

/** How many right answers on texts in scope may be given up for the sake of honesty about the others. */
const maxGivenUp = 0.025;

/** The score below which a text is rejected: as high as `maxGivenUp` allows. */
export const pickThreshold = (samples: readonly (Sample & { readonly score: number })[]): number => {
	const right = samples
		.filter(({ isRight }) => isRight)
		.map(({ score }) => score)
		.sort((a, b) => a - b);
	const inScope = samples.filter((sample) => sample.inScope).length;
	return right[Math.floor(inScope * maxGivenUp)] ?? 0;
};
