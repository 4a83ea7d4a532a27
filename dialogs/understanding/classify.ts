// The first opinion: which label fits a text, and how likely that is right.

import type { FeatureIndex } from "./feature-index.ts";
import type { Features } from "./features.ts";
import { type Calibration, type Model, margins, vectorOf } from "./model.ts";
import { topOf } from "./top-of.ts";

export type Ranked = { readonly label: string; readonly score: number };

export type Opinion = {
	/** Likeliest first; scores are chances in 0..1. */
	readonly ranked: readonly Ranked[];
	/** Share of the text's features that training has seen. */
	readonly coverage: number;
};

export type Classify = (features: Features) => Opinion;

/** How many labels an opinion names. */
const named = 5;

/** A single known feature is that the text is short: no opinion can rest on that. */
const minKnown = 2;

export const createClassify =
	(model: Model, index: FeatureIndex): Classify =>
	(features) => {
		const vector = vectorOf(features, index);
		if (vector.known < minKnown) return { ranked: [], coverage: vector.coverage };
		return { ranked: rank(model, margins(model, vector), vector.coverage), coverage: vector.coverage };
	};

const rank = (model: Model, sums: Float64Array, coverage: number): Ranked[] => {
	const order = topOf(sums, named);
	const best = sums[order[0] ?? 0] ?? 0;
	const second = sums[order[1] ?? 0] ?? 0;
	return order.map((label, place) => {
		const margin = sums[label] ?? 0;
		const score = chance(model.calibration, { margin, gap: margin - (place === 0 ? second : best), coverage });
		return { label: model.labels[label] ?? "", score };
	});
};

export const chance = ({ bias, margin, gap, coverage }: Calibration, signs: Omit<Calibration, "bias">): number =>
	1 / (1 + Math.exp(-(bias + margin * signs.margin + gap * signs.gap + coverage * signs.coverage)));
