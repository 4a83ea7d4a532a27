// What every classifier does before and after its machines learn: features become numbers, texts rows, weights bytes.

import type { Features } from "./features.ts";
import type { Machines, Vector } from "./model.ts";
import type { Rows } from "./svm.ts";

/** What is there before anything is learned. */
export type Known = Pick<Machines, "labels" | "vocabulary" | "idf">;

export const blankMachines = (known: Known): Machines => ({
	...known,
	weights: new Int8Array(known.vocabulary.length * known.labels.length),
	scales: new Float32Array(known.labels.length),
	offsets: new Float32Array(known.labels.length),
});

/** Features by how many examples have them, commonest first: what is used together lies together. */
export const learnVocabulary = (
	seen: readonly Features[],
	isKept: (feature: number, times: number) => boolean,
): Pick<Known, "vocabulary" | "idf"> => {
	const counts = new Map<number, number>();
	for (const { hashes } of seen) for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
	const sorted = [...counts].filter(([hash, times]) => isKept(hash, times)).sort(([a, timesA], [b, timesB]) => timesB - timesA || a - b);
	const vocabulary = Uint32Array.from(sorted, ([hash]) => hash);
	const idf = Float32Array.from(sorted, ([, times]) => Math.log((1 + seen.length) / (1 + times)) + 1);
	return { vocabulary, idf };
};

export const rowsOf = (vectors: readonly Vector[]): Rows => {
	const starts = new Int32Array(vectors.length + 1);
	vectors.forEach((vector, i) => {
		starts[i + 1] = (starts[i] ?? 0) + vector.known;
	});
	const columns = new Int32Array(starts[vectors.length] ?? 0);
	const values = new Float32Array(columns.length);
	vectors.forEach((vector, i) => {
		columns.set(vector.columns.subarray(0, vector.known), starts[i]);
		values.set(vector.values.subarray(0, vector.known), starts[i]);
	});
	return { starts, columns, values };
};

/** Writes one machine's weights as bytes into its column, and answers with their scale. */
export const store = (machine: Float32Array, into: { weights: Int8Array; column: number; count: number }): number => {
	let most = 1e-9;
	for (const weight of machine) most = Math.max(most, Math.abs(weight));
	for (let feature = 0, at = into.column; feature < machine.length; feature++, at += into.count) {
		into.weights[at] = Math.round(((machine[feature] ?? 0) / most) * 127);
	}
	return most / 127;
};
