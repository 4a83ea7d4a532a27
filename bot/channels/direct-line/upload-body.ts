// Reads a multipart upload: the activity, and the pictures that go with it.

import type { IncomingMessage } from "node:http";
import { httpError } from "../../http/http-error.ts";
import { maxJsonBytes, parseJson, readBytes } from "../../http/json-body.ts";
import { pictureType } from "./picture-type.ts";
import type { Picture } from "./uploads.ts";

export type Upload = { readonly activity: unknown; readonly pictures: readonly Picture[] };

const maxPictures = 4;
const maxPictureBytes = 5 * 1024 * 1024;
const maxUploadBytes = maxPictures * maxPictureBytes;

/** The parts of an upload within limits, or an HttpError that says which was not kept. */
export const readUpload = async (request: IncomingMessage): Promise<Upload> => {
	const parts = await readForm(request);
	const activity = parts.find(([name]) => name === "activity")?.[1];
	const files = parts.flatMap(([name, value]) => (name !== "activity" && typeof value !== "string" ? [value] : []));
	if (files.length > maxPictures) throw httpError(413, "TooLarge", `more than ${maxPictures} pictures`);
	return { activity: await readActivity(activity), pictures: await Promise.all(files.map(toPicture)) };
};

type Part = File | string;

const readForm = async (request: IncomingMessage): Promise<readonly (readonly [string, Part])[]> => {
	const type = request.headers["content-type"] ?? "";
	if (!type.toLowerCase().startsWith("multipart/form-data"))
		throw httpError(415, "UnsupportedMediaType", "multipart/form-data is expected");
	const bytes = await readBytes(request, maxUploadBytes);
	try {
		return [...(await new Response(new Uint8Array(bytes), { headers: { "Content-Type": type } }).formData())];
	} catch {
		throw httpError(400, "MalformedData", "the form is not valid multipart/form-data");
	}
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
