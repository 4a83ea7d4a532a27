// The trained classifier as one file: a JSON header, then its arrays as they lie in memory. Little-endian, like every
// machine Node runs on.

import type { Model } from "../../dialogs/understanding/model.ts";

export type ModelFile = {
	/** Of everything the model was trained from. */
	readonly inputs: string;
	readonly words: readonly string[];
	readonly model: Model;
};

const magic = "RELINKNLU2\n";
/** The magic and the header's length, padded so that the header ends on a multiple of 4. */
const preamble = 16;

export const encodeModel = ({ inputs, words, model }: ModelFile): Uint8Array => {
	const { labels, vocabulary, idf, weights, scales, offsets, calibration, threshold } = model;
	const json = JSON.stringify({ inputs, words, labels, calibration, threshold, features: vocabulary.length });
	const header = Buffer.from(json.padEnd(json.length + ((4 - (Buffer.byteLength(json) % 4)) % 4)));
	const start = Buffer.alloc(preamble);
	start.write(magic);
	start.writeUInt32LE(header.length, preamble - 4);
	return Buffer.concat([start, header, ...[vocabulary, idf, scales, offsets, weights].map(bytesOf)]);
};

const bytesOf = (array: Uint32Array | Float32Array | Int8Array): Buffer => Buffer.from(array.buffer, array.byteOffset, array.byteLength);

/** The file's parts, or null when it is none of ours. */
export const decodeModel = (file: Uint8Array): ModelFile | null => {
	const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
	if (bytes.subarray(0, magic.length).toString("latin1") !== magic) return null;
	const headerEnd = preamble + bytes.readUInt32LE(preamble - 4);
	// Written by encodeModel alone; the magic says so.
	const header: Omit<ModelFile, "model"> & Pick<Model, "labels" | "calibration" | "threshold"> & { readonly features: number } = JSON.parse(
		bytes.toString("utf8", preamble, headerEnd),
	);
	const { inputs, words, labels, calibration, threshold, features } = header;
	const { arrays, start } = alignedAt(bytes, headerEnd);
	const vocabulary = new Uint32Array(arrays, start, features);
	const idf = new Float32Array(arrays, start + features * 4, features);
	const scales = new Float32Array(arrays, start + features * 8, labels.length);
	const offsets = new Float32Array(arrays, start + features * 8 + labels.length * 4, labels.length);
	const weights = new Int8Array(arrays, start + features * 8 + labels.length * 8, features * labels.length);
	return { inputs, words, model: { labels, vocabulary, idf, weights, scales, offsets, calibration, threshold } };
};

/** Typed arrays need starts that are multiples of 4. A large file has a buffer of its own, and none of it is copied. */
const alignedAt = (bytes: Buffer, offset: number): { readonly arrays: ArrayBufferLike; readonly start: number } => {
	const start = bytes.byteOffset + offset;
	if (start % 4 === 0) return { arrays: bytes.buffer, start };
	return { arrays: bytes.buffer.slice(start, bytes.byteOffset + bytes.byteLength), start: 0 };
};
