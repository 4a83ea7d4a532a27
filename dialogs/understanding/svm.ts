// A linear support vector machine with squared hinge loss, by dual coordinate descent with shrinking
// (Hsieh et al. 2008): one machine a label, each against all the rest. The same input gives the same weights, bit by bit.

/** Examples as sparse rows: row i is columns[starts[i]..starts[i + 1]]. Every row has length 1. */
export type Rows = { readonly starts: Int32Array; readonly columns: Int32Array; readonly values: Float32Array };

export type Problem = {
	readonly rows: Rows;
	/** +1 or -1 a row; rows beyond these are left for later. */
	readonly signs: Int8Array;
};

/** What a machine has learned so far: it can be taught further rows, or another label, from there. */
export type Machine = {
	/** One a column, and a last one that every row has: where the boundary lies for a text that says nothing. */
	readonly weights: Float32Array;
	/** How much each row holds the boundary off. */
	readonly alphas: Float64Array;
};

/** How dearly a mistake is paid. */
const cost = 2;

/** Half the inverse cost: what the squared loss adds to a row's own curvature. */
const ridge = 1 / (2 * cost);

/** The value every row has in the last column. */
const lean = 1;

/** Good enough: the largest violation left. Smaller gains nothing on validation sets. */
const tolerance = 0.7;

const maxPasses = 30;

export const newMachine = (columnCount: number, rowCount: number): Machine => ({
	weights: new Float32Array(columnCount + 1),
	alphas: new Float64Array(rowCount),
});

/** Teaches the machine the problem's rows, from whatever it knows already. */
export const teach = (problem: Problem, machine: Machine): void => {
	const descent = { order: Int32Array.from(problem.signs.keys()), active: problem.signs.length, seed: 1 };
	for (let pass = 0; pass < maxPasses; pass++) {
		const isWhole = descent.active === descent.order.length;
		shuffle(descent);
		if (descend(problem, machine, descent) >= tolerance) continue;
		if (isWhole) break;
		descent.active = descent.order.length;
	}
};

type Descent = { readonly order: Int32Array; active: number; seed: number };

/** One pass over the active rows; those that are right by themselves leave the active set. Answers with how wrong the worst were. */
const descend = ({ rows, signs }: Problem, { weights, alphas }: Machine, descent: Descent): number => {
	const { order } = descent;
	let highest = 0;
	let lowest = 0;
	for (let position = 0; position < descent.active; position++) {
		const row = order[position] as number;
		const sign = signs[row] as number;
		const alpha = alphas[row] as number;
		const gradient = sign * dot(rows, row, weights) - 1 + ridge * alpha;
		if (alpha === 0 && gradient > 0) {
			swap(order, position--, --descent.active);
			continue;
		}
		const violation = alpha === 0 ? Math.min(gradient, 0) : gradient;
		highest = Math.max(highest, violation);
		lowest = Math.min(lowest, violation);
		if (Math.abs(violation) < 1e-12) continue;
		const next = Math.max(0, alpha - gradient / (1 + lean * lean + ridge));
		alphas[row] = next;
		addRow(rows, row, { weights, factor: (next - alpha) * sign });
	}
	return highest - lowest;
};

// The inner loops index typed arrays within bounds by construction: `as number` for what the compiler cannot see.

const dot = ({ starts, columns, values }: Rows, row: number, weights: Float32Array): number => {
	let sum = lean * (weights[weights.length - 1] as number);
	for (let i = starts[row] as number, end = starts[row + 1] as number; i < end; i++) {
		sum += (weights[columns[i] as number] as number) * (values[i] as number);
	}
	return sum;
};

const addRow = ({ starts, columns, values }: Rows, row: number, { weights, factor }: { weights: Float32Array; factor: number }): void => {
	const last = weights.length - 1;
	weights[last] = (weights[last] as number) + factor * lean;
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

/** What the machine says of a text without any known feature. */
export const offsetOf = ({ weights }: Machine): number => lean * (weights[weights.length - 1] ?? 0);
