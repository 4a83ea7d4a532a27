// A trained classifier as plain numbers, and the two ways of looking a text up in it.

import type { Features } from "./features.ts";

/** Turns how far a label leads into the chance that it is right: a logistic curve over these signs. */
export type Calibration = { readonly bias: number; readonly margin: number; readonly gap: number; readonly coverage: number };

/** One linear machine a label, over the features they share. */
export type Machines = {
	readonly labels: readonly string[];
	/** The known features, each once; its position is its number. */
	readonly vocabulary: Uint32Array;
	/** What a feature is worth: rare ones tell more. */
	readonly idf: Float32Array;
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
	readonly columns: Int32Array;
	readonly values: Float32Array;
	/** Share of the text's features that are known, 0..1. */
	readonly coverage: number;
};

export type FindFeature = (hash: number) => number;

/** An open-addressed table from a feature's hash to its number, -1 when unknown. */
export const createFindFeature = (vocabulary: Uint32Array): FindFeature => {
	const size = 2 ** Math.ceil(Math.log2(vocabulary.length * 2 + 2));
	const slots = new Int32Array(size);
	vocabulary.forEach((hash, number) => {
		let slot = hash & (size - 1);
		while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
		slots[slot] = number + 1;
	});
	return (hash) => {
		let slot = hash & (size - 1);
		for (let number = slots[slot] ?? 0; number !== 0; number = slots[slot] ?? 0) {
			if (vocabulary[number - 1] === hash) return number - 1;
			slot = (slot + 1) & (size - 1);
		}
		return -1;
	};
};

export const vectorOf = ({ hashes, counts }: Features, find: FindFeature, idf: Float32Array): Vector => {
	const columns = new Int32Array(hashes.length);
	const values = new Float32Array(hashes.length);
	let known = 0;
	let squares = 0;
	for (let i = 0; i < hashes.length; i++) {
		const column = find(hashes[i] as number);
		if (column < 0) continue;
		const times = counts[i] as number;
		const value = (times === 1 ? 1 : 1 + Math.log(times)) * (idf[column] ?? 0);
		columns[known] = column;
		values[known++] = value;
		squares += value * value;
	}
	const length = Math.sqrt(squares) || 1;
	for (let i = 0; i < known; i++) values[i] = (values[i] ?? 0) / length;
	return { columns: columns.subarray(0, known), values: values.subarray(0, known), coverage: known / Math.max(1, hashes.length) };
};

/** Distance of the text from each label's boundary. */
export const margins = ({ labels, weights, scales, offsets }: Machines, { columns, values }: Vector): Float64Array => {
	const count = labels.length;
	const sums = new Float64Array(count);
	for (let i = 0; i < columns.length; i++) {
		const value = values[i] as number;
		const row = (columns[i] as number) * count;
		for (let label = 0; label < count; label++) sums[label] = (sums[label] as number) + value * (weights[row + label] as number);
	}
	for (let label = 0; label < count; label++)
		sums[label] = (sums[label] as number) * (scales[label] as number) + (offsets[label] as number);
	return sums;
};
