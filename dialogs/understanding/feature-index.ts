// Where models find what they know of a feature. Two of them share an index, so that one line of the processor's cache tells both.

/** What a model knows of features. */
export type Vocabulary = {
	/** The known features, each once; its position is its number. */
	readonly vocabulary: Uint32Array;
	/** What a feature is worth: rare ones tell more. */
	readonly idf: Float32Array;
};

/** One model's view of the index. */
export type FeatureIndex = {
	/** Where a feature is, or would be, by its hash. */
	readonly placeOf: (hash: number) => number;
	/** By place: one more than the feature's number; 0 when this model does not know it. */
	readonly numbers: Int32Array;
	/** By place: what the feature is worth to this model. */
	readonly idf: Float32Array;
};

/** A record is the hash, then number and idf for each model: half a line of the cache. */
const recordWords = 8;
const ownAt = 1;
const otherAt = 3;

const none: Vocabulary = { vocabulary: new Uint32Array(0), idf: new Float32Array(0) };

/** An open-addressed table, at most two thirds full. */
export const indexFeatures = (own: Vocabulary, other: Vocabulary = none): readonly [FeatureIndex, FeatureIndex] => {
	const size = 2 ** Math.ceil(Math.log2((own.vocabulary.length + other.vocabulary.length + 1) * 1.5));
	const { buffer } = new Int32Array(size * recordWords);
	const hashes = new Uint32Array(buffer);
	const ownNumbers = new Int32Array(buffer, ownAt * 4);
	const otherNumbers = new Int32Array(buffer, otherAt * 4);
	const placeOf = (hash: number): number => {
		let slot = hash & (size - 1);
		for (;;) {
			const place = slot * recordWords;
			if (hashes[place] === hash || (ownNumbers[place] === 0 && otherNumbers[place] === 0)) return place;
			slot = (slot + 1) & (size - 1);
		}
	};
	const view = ({ vocabulary, idf }: Vocabulary, numbers: Int32Array): FeatureIndex => {
		const worths = new Float32Array(buffer, numbers.byteOffset + 4);
		vocabulary.forEach((hash, number) => {
			const place = placeOf(hash);
			hashes[place] = hash;
			numbers[place] = number + 1;
			worths[place] = idf[number] ?? 0;
		});
		return { placeOf, numbers, idf: worths };
	};
	return [view(own, ownNumbers), view(other, otherNumbers)];
};
