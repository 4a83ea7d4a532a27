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

/** Logistic regression by plain gradient descent: what each of a few signs counts for something being so. Every row has as many signs as `start`. */
export const fitCurve = (rows: readonly (readonly number[])[], isSo: readonly boolean[], start: readonly number[]): readonly number[] => {
	const curve = [...start];
	for (let round = 0; round < rounds; round++) {
		const step = curve.map(() => 0);
		rows.forEach((row, i) => {
			let z = 0;
			for (let k = 0; k < curve.length; k++) z += (row[k] as number) * (curve[k] as number);
			const miss = ((isSo[i] ? 1 : 0) - 1 / (1 + Math.exp(-z))) / rows.length;
			for (let k = 0; k < curve.length; k++) step[k] = (step[k] as number) + miss * (row[k] as number);
		});
		for (let k = 0; k < curve.length; k++) curve[k] = (curve[k] as number) + rate * (step[k] as number);
	}
	return curve;
};

/** From the best labels of held-out texts to the chance that one is right. */
export const calibrate = (samples: readonly Sample[]): Calibration => {
	const claims = samples.filter((sample) => sample.claims);
	const [bias = 0, margin = 0, gap = 0, coverage = 0] = fitCurve(
		claims.map((sample) => [1, sample.margin, sample.gap, sample.coverage]),
		claims.map(({ isRight }) => isRight),
		[0, 1, 1, 0],
	);
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
