// Teaches which facts a message states: one machine a fact, over the message's words and concepts.

import { fitCurve } from "./calibrate.ts";
import type { Curve, FactsModel } from "./evidence.ts";
import { indexFeatures } from "./feature-index.ts";
import type { Features } from "./features.ts";
import { blankMachines, learnVocabulary, rowsOf, store } from "./learn.ts";
import { type Machines, margins, type Vector, vectorOf } from "./model.ts";
import { newMachine, offsetOf, teach } from "./svm.ts";

/** A taught line: the facts it states, by name, `code` among them if it names one, and what the machines see of it. */
export type FactsSeen = { readonly facts: ReadonlySet<string>; readonly features: Features };

/** One line in so many is kept from the machines at first, to learn from it what their distances mean. */
const heldOut = 5;

/** A feature of one line says nothing about others. */
const minCount = 2;

/** The same lines give the same model, bit by bit. */
export const trainFacts = (lines: readonly FactsSeen[]): FactsModel => {
	const first = lines.filter((_, i) => i % heldOut !== 0);
	const held = lines.filter((_, i) => i % heldOut === 0);
	const labels = [...new Set(lines.flatMap(({ facts }) => [...facts]))].sort();
	const features = [...first, ...held].map((line) => line.features);
	const known = { labels, ...learnVocabulary(features, (_, times) => times >= minCount) };
	const [index] = indexFeatures(known);
	const vectors = features.map((each) => vectorOf(each, index));
	const rows = rowsOf(vectors);
	const [rehearsal, machines] = [blankMachines(known), blankMachines(known)];
	labels.forEach((label, column) => {
		const signs = Int8Array.from([...first, ...held], ({ facts }) => (facts.has(label) ? 1 : -1));
		const machine = newMachine(known.vocabulary.length, features.length);
		for (const { into, taught } of [
			{ into: rehearsal, taught: first.length },
			{ into: machines, taught: lines.length },
		]) {
			teach({ rows, signs: signs.subarray(0, taught) }, machine);
			into.offsets[column] = offsetOf(machine);
			into.scales[column] = store(machine.weights.subarray(0, -1), { weights: into.weights, column, count: labels.length });
		}
	});
	return { ...machines, curve: curveOf(rehearsal, held, vectors.slice(first.length)) };
};

/** Farther on the other side of a boundary, nothing is likely; most facts of most lines are there. */
const farAway = -0.9;

const curveOf = (machines: Machines, lines: readonly FactsSeen[], vectors: readonly Vector[]): Curve => {
	const samples = vectors.flatMap((vector, line) => {
		const facts = lines[line]?.facts ?? new Set();
		const sums = margins(machines, vector);
		return machines.labels.map((label, i) => ({ distance: sums[i] ?? 0, isStated: facts.has(label) }));
	});
	const near = samples.filter(({ distance }) => distance > farAway);
	const [bias = 0, margin = 0] = fitCurve(
		near.map(({ distance }) => [1, distance]),
		near.map(({ isStated }) => isStated),
		[0, 1],
	);
	return { bias, margin };
};
