// A trained classifier as plain numbers, and what a text is to it.

import type { FeatureIndex, Vocabulary } from "./feature-index.ts";
import type { Features } from "./features.ts";

/** Turns how far a label leads into the chance that it is right: a logistic curve over these signs. */
export type Calibration = { readonly bias: number; readonly margin: number; readonly gap: number; readonly coverage: number };

/** One linear machine a label, over the features they share. */
export type Machines = Vocabulary & {
	readonly labels: readonly string[];
	/** One row of labels a feature, -127..127, to be multiplied by the label's scale. */
	readonly weights: Int8Array;
	readonly scales: Float32Array;
	/** What each label's boundary says of a text that has no known feature. */
	readonly offsets: Float32Array;
};

export type Model = Machines & {
	readonly calibration: Calibration;
	/** Chances below this are rejected. */
	readonly threshold: number;
};

/** One text as the model sees it: known features with L2-normalised TF-IDF. */
export type Vector = {
	/** The first `known` count. After them come values of 0, so that margins() may take four at a time. */
	readonly columns: Int32Array;
	readonly values: Float32Array;
	readonly known: number;
	/** Share of the text's features that are known, 0..1. */
	readonly coverage: number;
};

/** What margins() may read beyond the last known feature. */
const spare = 3;

export const vectorOf = ({ hashes, counts }: Features, { placeOf, numbers, idf }: FeatureIndex): Vector => {
	const columns = new Int32Array(hashes.length + spare);
	const values = new Float32Array(hashes.length + spare);
	let known = 0;
	let squares = 0;
	for (let i = 0; i < hashes.length; i++) {
		const place = placeOf(hashes[i] as number);
		const number = numbers[place] as number;
		if (number === 0) continue;
		const times = counts[i] as number;
		const value = (times === 1 ? 1 : 1 + Math.log(times)) * (idf[place] as number);
		columns[known] = number - 1;
		values[known++] = value;
		squares += value * value;
	}
	const length = Math.sqrt(squares) || 1;
	for (let i = 0; i < known; i++) values[i] = (values[i] as number) / length;
	return { columns, values, known, coverage: known / Math.max(1, hashes.length) };
};

/** Distance of the text from each label's boundary. Four rows at a time: the sums are read and written a quarter as often. */
export const margins = ({ labels, weights, scales, offsets }: Machines, { columns, values, known }: Vector): Float64Array => {
	const count = labels.length;
	const sums = new Float64Array(count);
	for (let i = 0; i < known; i += 4) {
		const a = values[i] as number;
		const b = values[i + 1] as number;
		const c = values[i + 2] as number;
		const d = values[i + 3] as number;
		const rowA = (columns[i] as number) * count;
		const rowB = (columns[i + 1] as number) * count;
		const rowC = (columns[i + 2] as number) * count;
		const rowD = (columns[i + 3] as number) * count;
		for (let label = 0; label < count; label++) {
			sums[label] =
				(sums[label] as number) +
				a * (weights[rowA + label] as number) +
				b * (weights[rowB + label] as number) +
				c * (weights[rowC + label] as number) +
				d * (weights[rowD + label] as number);
		}
	}
	for (let label = 0; label < count; label++)
		sums[label] = (sums[label] as number) * (scales[label] as number) + (offsets[label] as number);
	return sums;
};
