// A linear support vector machine with squared hinge loss, by dual coordinate descent with shrinking
// (Hsieh et al. 2008): one machine a label, each against all the rest. The same input gives the same weights, bit by bit.

/** Examples as sparse rows: row i is columns[starts[i]..starts[i + 1]]. Every row has length 1. */
export type Rows = { readonly starts: Int32Array; readonly columns: Int32Array; readonly values: Float32Array };

export type Problem = {
	readonly rows: Rows;
	readonly columnCount: number;
	/** +1 or -1 a row. */
	readonly signs: Int8Array;
};

/** How dearly a mistake is paid. */
const cost = 2;

/** Half the inverse cost: what the squared loss adds to a row's own curvature. */
const ridge = 1 / (2 * cost);

/** Good enough: the largest violation left. Smaller gains nothing on validation sets. */
const tolerance = 0.5;

const maxPasses = 30;

/** The weights of one machine. */
export const trainMachine = (problem: Problem): Float32Array => {
	const weights = new Float32Array(problem.columnCount);
	const descent = { alphas: new Float64Array(problem.signs.length), order: Int32Array.from(problem.signs.keys()), active: 0, seed: 1 };
	descent.active = descent.order.length;
	let shrinkAbove = Number.POSITIVE_INFINITY;
	for (let pass = 0; pass < maxPasses; pass++) {
		shuffle(descent);
		const { highest, lowest } = descend(problem, weights, descent, shrinkAbove);
		if (highest - lowest >= tolerance) {
			shrinkAbove = highest > 0 ? highest : Number.POSITIVE_INFINITY;
			continue;
		}
		if (descent.active === descent.order.length) break;
		descent.active = descent.order.length;
		shrinkAbove = Number.POSITIVE_INFINITY;
	}
	return weights;
};

type Descent = { readonly alphas: Float64Array; readonly order: Int32Array; active: number; seed: number };

/** One pass over the active rows; rows that are safely right leave the active set. */
const descend = (problem: Problem, weights: Float32Array, descent: Descent, shrinkAbove: number) => {
	const { alphas, order } = descent;
	let highest = Number.NEGATIVE_INFINITY;
	let lowest = Number.POSITIVE_INFINITY;
	for (let position = 0; position < descent.active; position++) {
		const row = order[position] as number;
		const sign = problem.signs[row] as number;
		const alpha = alphas[row] as number;
		const gradient = sign * dot(problem.rows, row, weights) - 1 + ridge * alpha;
		if (alpha === 0 && gradient > shrinkAbove) {
			swap(order, position--, --descent.active);
			continue;
		}
		const violation = alpha === 0 ? Math.min(gradient, 0) : gradient;
		highest = Math.max(highest, violation);
		lowest = Math.min(lowest, violation);
		if (Math.abs(violation) < 1e-12) continue;
		const next = Math.max(0, alpha - gradient / (1 + ridge));
		alphas[row] = next;
		addRow(problem.rows, row, { weights, factor: (next - alpha) * sign });
	}
	return { highest, lowest };
};

// The inner loops index typed arrays within bounds by construction: `as number` for what the compiler cannot see.

const dot = ({ starts, columns, values }: Rows, row: number, weights: Float32Array): number => {
	let sum = 0;
	for (let i = starts[row] as number, end = starts[row + 1] as number; i < end; i++) {
		sum += (weights[columns[i] as number] as number) * (values[i] as number);
	}
	return sum;
};

const addRow = ({ starts, columns, values }: Rows, row: number, { weights, factor }: { weights: Float32Array; factor: number }): void => {
	for (let i = starts[row] as number, end = starts[row + 1] as number; i < end; i++) {
		const column = columns[i] as number;
		weights[column] = (weights[column] as number) + factor * (values[i] as number);
	}
};

const shuffle = (descent: Descent): void => {
	for (let i = 0; i < descent.active; i++) {
		descent.seed = (Math.imul(descent.seed, 1664525) + 1013904223) >>> 0;
		swap(descent.order, i, i + Math.floor((descent.seed / 2 ** 32) * (descent.active - i)));
	}
};

const swap = (order: Int32Array, a: number, b: number): void => {
	const kept = order[a] as number;
	order[a] = order[b] as number;
	order[b] = kept;
};
