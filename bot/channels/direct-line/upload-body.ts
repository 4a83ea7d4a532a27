// Reads a multipart upload: the activity, and the pictures that go with it.

import type { IncomingMessage } from "node:http";
import type { BodyPlace } from "../../http/body-room.ts";
import { httpError } from "../../http/http-error.ts";
import { maxJsonBytes, parseJson, readBytes } from "../../http/json-body.ts";
import { pictureType } from "./picture-type.ts";
import type { Picture } from "./uploads.ts";

export type Upload = { readonly activity: unknown; readonly pictures: readonly Picture[] };

const maxPictures = 4;
const maxPictureBytes = 5 * 1024 * 1024;
/** The largest upload. */
export const maxUploadBytes = maxPictures * maxPictureBytes;

/** More than any client sends. The parser takes a second over a body that is nothing but parts, or nothing but their heads. */
const maxParts = 16;
const maxHeadBytes = 4 * 1024;

/** The parts of an upload within limits, or an HttpError that says which was not kept. */
export const readUpload = async (request: IncomingMessage, place: BodyPlace): Promise<Upload> => {
	const parts = await readForm(request, place);
	const activity = parts.find(([name]) => name === "activity")?.[1];
	const files = parts.flatMap(([name, value]) => (name !== "activity" && typeof value !== "string" ? [value] : []));
	if (files.length > maxPictures) throw httpError(413, "TooLarge", `more than ${maxPictures} pictures`);
	return { activity: await readActivity(activity), pictures: await Promise.all(files.map(toPicture)) };
};

type Part = File | string;

const readForm = async (request: IncomingMessage, place: BodyPlace): Promise<readonly (readonly [string, Part])[]> => {
	const type = request.headers["content-type"] ?? "";
	if (!type.toLowerCase().startsWith("multipart/form-data"))
		throw httpError(415, "UnsupportedMediaType", "multipart/form-data is expected");
	const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(type)?.slice(1).find(Boolean) ?? "";
	const bytes = await readBytes(request, maxUploadBytes, place);
	if (!isModest(bytes, Buffer.from(`--${boundary}`))) throw httpError(413, "TooLarge", "too many parts, or too much before a part");
	try {
		// In our words: the parser must not find another boundary in the header than was looked for above.
		const headers = { "Content-Type": `multipart/form-data; boundary="${boundary}"` };
		return [...(await new Response(new Uint8Array(bytes), { headers }).formData())];
	} catch {
		throw httpError(400, "MalformedData", "the form is not valid multipart/form-data");
	}
};

/** Whether its parts are few and each tells soon what it is. */
const isModest = (bytes: Buffer, delimiter: Buffer): boolean => {
	let parts = 0;
	for (let at = bytes.indexOf(delimiter); at >= 0; at = bytes.indexOf(delimiter, at + delimiter.length)) {
		const rest = bytes.subarray(at + delimiter.length, at + delimiter.length + maxHeadBytes);
		const isLast = rest.length < maxHeadBytes || rest.subarray(0, 2).toString() === "--";
		parts += 1;
		if (parts > maxParts || !(isLast || rest.includes("\r\n\r\n"))) return false;
	}
	return true;
};

/** A form may come without one: then it is pictures only. */
const readActivity = async (part: Part | undefined): Promise<unknown> => {
	if (part === undefined) return { type: "message" };
	const bytes = typeof part === "string" ? Buffer.from(part) : Buffer.from(await part.arrayBuffer());
	if (bytes.length > maxJsonBytes) throw httpError(413, "TooLarge", `the activity is larger than ${maxJsonBytes} bytes`);
	return parseJson(bytes);
};

const toPicture = async (file: File): Promise<Picture> => {
	if (file.size > maxPictureBytes) throw httpError(413, "TooLarge", `a picture is larger than ${maxPictureBytes} bytes`);
	const bytes = Buffer.from(await file.arrayBuffer());
	const type = pictureType(bytes);
	if (type === null) throw httpError(415, "UnsupportedMediaType", "only JPEG, PNG, GIF and WebP pictures are taken");
	return { type, bytes };
};
