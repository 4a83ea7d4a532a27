// One picture from the Bot Connector, with the bot's token, a deadline, a size cap and no redirects.

import { pictureType } from "../direct-line/picture-type.ts";
import type { Picture } from "../direct-line/uploads.ts";
import type { Authorize } from "./authorize.ts";

export type FetchPictureDeps = {
	/** Where the bot's token may go. */
	readonly isAllowed: (url: string) => boolean;
	readonly authorize: Authorize;
	readonly signal: AbortSignal;
};

const maxBytes = 5 * 1024 * 1024;

/** Attachments of a message as the connector serves them; addresses of files in SharePoint are not among them. */
const path = /\/v3\/attachments\/[^/]+\/views\/[^/]+$/;

/** The picture, or null when it could not be had. Never throws: the message counts without it. */
export const fetchPicture = async ({ isAllowed, authorize, signal }: FetchPictureDeps, url: string): Promise<Picture | null> => {
	if (!isAllowed(url) || !path.test(new URL(url).pathname)) return null;
	try {
		const authorization = await authorize(signal);
		const headers = authorization === null ? {} : { Authorization: authorization };
		const response = await fetch(url, { headers, signal, redirect: "error" });
		const bytes = await readCapped(response);
		const type = bytes === null ? null : pictureType(bytes);
		return bytes === null || type === null ? null : { type, bytes };
	} catch {
		// Refused, too slow or cut: the merchant is told that the picture did not arrive, whatever the reason.
		return null;
	}
};

/** Null when it is not a success or too large; what was read of it is let go. */
const readCapped = async (response: Response): Promise<Buffer | null> => {
	if (!response.ok || response.body === null) {
		await response.body?.cancel();
		return null;
	}
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of response.body) {
		length += chunk.length;
		if (length > maxBytes) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
};
