// Trained machines as one file: a JSON header, then its arrays as they lie in memory. Little-endian, like every
// machine Node runs on.

import type { FactsModel } from "../../dialogs/understanding/evidence.ts";
import type { Machines, Model } from "../../dialogs/understanding/model.ts";

/** `header` is what else is known of the machines; plain JSON. */
export type ModelFile<Header> = { readonly header: Header; readonly machines: Machines };

/** Of nlu.bin: what a text is about. `inputs` is a hash of everything that both files were trained from. */
export type IntentsHeader = {
	readonly inputs: string;
	readonly words: readonly string[];
	readonly model: Pick<Model, "calibration" | "threshold">;
};

/** Of facts.bin: what facts a text states. */
export type FactsHeader = Pick<FactsModel, "curve">;

const magic = "RELINKNLU3\n";
/** The magic and the header's length, padded so that the header ends on a multiple of 4. */
const preamble = 16;

export const encodeModel = <Header>({ header, machines }: ModelFile<Header>): Uint8Array => {
	const { labels, vocabulary, idf, weights, scales, offsets } = machines;
	const json = JSON.stringify({ header, labels, features: vocabulary.length });
	const head = Buffer.from(json.padEnd(json.length + ((4 - (Buffer.byteLength(json) % 4)) % 4)));
	const start = Buffer.alloc(preamble);
	start.write(magic);
	start.writeUInt32LE(head.length, preamble - 4);
	return Buffer.concat([start, head, ...[vocabulary, idf, scales, offsets, weights].map(bytesOf)]);
};

const bytesOf = (array: Uint32Array | Float32Array | Int8Array): Buffer => Buffer.from(array.buffer, array.byteOffset, array.byteLength);

/** The file's parts, or null when it is none of ours. The header is as it was encoded: ask for the type that was. */
export const decodeModel = <Header>(file: Uint8Array): ModelFile<Header> | null => {
	const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
	if (bytes.subarray(0, magic.length).toString("latin1") !== magic) return null;
	const headEnd = preamble + bytes.readUInt32LE(preamble - 4);
	// Written by encodeModel alone; the magic says so.
	const head: { header: Header; labels: readonly string[]; features: number } = JSON.parse(bytes.toString("utf8", preamble, headEnd));
	const { header, labels, features } = head;
	const { arrays, start } = alignedAt(bytes, headEnd);
	const vocabulary = new Uint32Array(arrays, start, features);
	const idf = new Float32Array(arrays, start + features * 4, features);
	const scales = new Float32Array(arrays, start + features * 8, labels.length);
	const offsets = new Float32Array(arrays, start + features * 8 + labels.length * 4, labels.length);
	const weights = new Int8Array(arrays, start + features * 8 + labels.length * 8, features * labels.length);
	return { header, machines: { labels, vocabulary, idf, weights, scales, offsets } };
};

/** Typed arrays need starts that are multiples of 4. A large file has a buffer of its own, and none of it is copied. */
const alignedAt = (bytes: Buffer, offset: number): { readonly arrays: ArrayBufferLike; readonly start: number } => {
	const start = bytes.byteOffset + offset;
	if (start % 4 === 0) return { arrays: bytes.buffer, start };
	return { arrays: bytes.buffer.slice(start, bytes.byteOffset + bytes.byteLength), start: 0 };
};
