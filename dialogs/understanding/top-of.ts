// The highest of many scores.

/** The places of the highest scores above `floor`, highest first; of equal ones, the place that comes first. */
export const topOf = (scores: Float64Array, most: number, floor = Number.NEGATIVE_INFINITY): number[] => {
	const top: number[] = [];
	let least = floor;
	for (let place = 0; place < scores.length; place++) {
		const score = scores[place] as number;
		if (score <= least) continue;
		let rank = top.length < most ? top.length : most - 1;
		for (; rank > 0 && score > (scores[top[rank - 1] as number] as number); rank--) top[rank] = top[rank - 1] as number;
		top[rank] = place;
		if (top.length === most) least = scores[top[most - 1] as number] as number;
	}
	return top;
};
