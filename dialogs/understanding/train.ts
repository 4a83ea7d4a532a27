// Teaches the classifier: vocabulary, one machine a label, calibrated chances and the rejection threshold.

import { type Bayes, createBayes } from "./bayes.ts";
import { calibrate, pickThreshold, type Sample } from "./calibrate.ts";
import { chance } from "./classify.ts";
import { type FeatureIndex, indexFeatures } from "./feature-index.ts";
import { type Features, featuresOf, isCommonplace } from "./features.ts";
import { blankMachines, type Known, learnVocabulary, rowsOf, store } from "./learn.ts";
import { type Model, margins, type Vector, vectorOf } from "./model.ts";
import { normalise } from "./normalise.ts";
import { createStem, type Stem } from "./stem.ts";
import { newMachine, offsetOf, teach } from "./svm.ts";

export type Example = { readonly text: string; readonly label: string };

/** The label of texts that no other label should claim. */
export type TrainOptions = {
	readonly outOfScope: string;
	/** Examples the chances are calibrated on; without them every fifth training example is held out for it once. */
	readonly validation?: readonly Example[];
};

type Seen = { readonly features: Features; readonly label: string };

/** One in so many examples is held out to calibrate the chances. */
const heldOut = 5;

export const train = (examples: readonly Example[], options: TrainOptions): Model => {
	const stem = createStem();
	const seen = examples.map((example) => see(example, stem));
	if (options.validation !== undefined) {
		const [model] = learn(seen, [seen.length]);
		const [index] = indexFeatures(model);
		return withChances(model, { held: options.validation.map((example) => see(example, stem)), index, outOfScope: options.outOfScope });
	}
	const taught = seen.filter((_, i) => i % heldOut !== 0);
	const held = seen.filter((_, i) => i % heldOut === 0);
	const [rehearsal, model] = learn([...taught, ...held], [taught.length, seen.length]);
	const index = indexTaught(rehearsal, taught);
	const { calibration, threshold } = withChances(rehearsal, { held, index, outOfScope: options.outOfScope });
	return { ...(model ?? rehearsal), calibration, threshold };
};

const see = ({ text, label }: Example, stem: Stem): Seen => ({ features: featuresOf(normalise(text).text, stem), label });

/** Knows only what these examples have. */
const indexTaught = (model: Model, taught: readonly Seen[]): FeatureIndex => {
	const [index] = indexFeatures(model);
	const numbers = new Int32Array(index.numbers.length);
	for (const { features } of taught) {
		for (const hash of features.hashes) {
			const place = index.placeOf(hash);
			numbers[place] = index.numbers[place] ?? 0;
		}
	}
	return { ...index, numbers };
};

type Stages = readonly [number, ...number[]];
type Models = readonly [Model, ...Model[]];

type Stage = { readonly model: Model; readonly taught: number; readonly bayes: Bayes };

const blankModel = (known: Known): Model => ({
	...blankMachines(known),
	calibration: { bias: 0, margin: 1, gap: 0, coverage: 0 },
	threshold: 0,
});

/** A model for each stage, which has learned so many of the examples; a later stage goes on from the one before. */
const learn = (seen: readonly Seen[], stages: Stages): Models => {
	const labels = [...new Set(seen.map(({ label }) => label))].sort();
	const { vocabulary, idf } = learnVocabulary(
		seen.map(({ features }) => features),
		(hash, times) => times >= minCommonplaceCount || !isCommonplace(hash),
	);
	const [index] = indexFeatures({ vocabulary, idf });
	const rows = rowsOf(seen.map(({ features }) => vectorOf(features, index)));
	const numbers = seen.map(({ label }) => labels.indexOf(label));
	const newStage = (taught: number): Stage => ({
		model: blankModel({ labels, vocabulary, idf }),
		taught,
		bayes: createBayes(rows, { columnCount: vocabulary.length, labels: numbers.slice(0, taught), labelCount: labels.length }),
	});
	const [first, ...others] = stages;
	const [start, ...later] = [newStage(first), ...others.map(newStage)] as const;
	labels.forEach((_, column) => {
		const signs = Int8Array.from(numbers, (number) => (number === column ? 1 : -1));
		const machine = newMachine(vocabulary.length, seen.length);
		for (const { model, taught, bayes } of [start, ...later]) {
			teach({ rows, signs: signs.subarray(0, taught) }, machine);
			model.offsets[column] = offsetOf(machine);
			model.scales[column] = store(bayes.blend(column, machine.weights), { weights: model.weights, column, count: labels.length });
		}
	});
	return [start.model, ...later.map(({ model }) => model)];
};

/** What only one example has is kept when it may be the point of it: a word, or two side by side. */
const minCommonplaceCount = 2;

type Held = { readonly held: readonly Seen[]; readonly index: FeatureIndex; readonly outOfScope: string };

const withChances = (model: Model, { held, index, outOfScope }: Held): Model => {
	const samples = held.map(({ features, label }) => sampleOf(model, vectorOf(features, index), { label, outOfScope }));
	const calibration = calibrate(samples);
	const threshold = pickThreshold(samples.map((sample) => ({ ...sample, score: sample.claims ? chance(calibration, sample) : 0 })));
	return { ...model, calibration, threshold };
};

const sampleOf = (model: Model, vector: Vector, truth: { label: string; outOfScope: string }): Sample => {
	const sums = margins(model, vector);
	const order = [...sums.keys()].sort((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0));
	const label = model.labels[order[0] ?? 0];
	const margin = sums[order[0] ?? 0] ?? 0;
	return {
		margin,
		gap: margin - (sums[order[1] ?? 0] ?? 0),
		coverage: vector.coverage,
		claims: label !== truth.outOfScope,
		isRight: label === truth.label && label !== truth.outOfScope,
		inScope: truth.label !== truth.outOfScope,
	};
};
