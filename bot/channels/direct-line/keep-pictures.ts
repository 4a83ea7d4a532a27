// A message's pictures, kept before it is accepted: all of them or none.

import type { LogEntry } from "../../store/store.ts";
import type { Picture, Uploads } from "./uploads.ts";

export type Attachments = NonNullable<LogEntry["attachments"]>;

/** Saves them and says how the log names them. Throws STORE_UNAVAILABLE. */
export const keepPictures = async (uploads: Uploads, conversationId: string, pictures: readonly Picture[]): Promise<Attachments> => {
	if (pictures.length === 0) return [];
	const kept = await Promise.allSettled(pictures.map((picture, index) => keep(uploads, conversationId, { picture, index })));
	const attachments = kept.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
	const failed = kept.find((outcome) => outcome.status === "rejected");
	if (failed === undefined) return attachments;
	await dropPictures(uploads, attachments);
	throw failed.reason;
};

/** Deletes them again: the message came before, and so did its pictures. */
export const dropPictures = async (uploads: Uploads, attachments: Attachments): Promise<void> => {
	const kept = attachments.filter(({ contentUrl }) => contentUrl !== "");
	await Promise.all(kept.map(({ contentUrl }) => uploads.discard(contentUrl)));
};

/** The file's own name stays behind: it may hold a person's. */
const keep = async (
	uploads: Uploads,
	conversationId: string,
	{ picture, index }: { picture: Picture; index: number },
): Promise<Attachments[number]> => {
	const contentUrl = await uploads.save(conversationId, picture);
	return { contentType: picture.type, contentUrl, name: `photo-${index + 1}${contentUrl.slice(contentUrl.lastIndexOf("."))}` };
};
