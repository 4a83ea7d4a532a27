// The pictures of a Teams message: fetched where the bot may, and otherwise noted, so that merchant and agent know of each.

import type { RateLimit } from "../../http/rate-limit.ts";
import { type Attachments, keepPictures } from "../direct-line/keep-pictures.ts";
import type { Picture, Uploads } from "../direct-line/uploads.ts";
import type { IncomingActivity } from "./activity.ts";

export type PictureDeps = {
	readonly uploads: Uploads;
	readonly limit: RateLimit;
	/** Null for each that could not be had. */
	readonly fetchAll: (urls: readonly string[]) => Promise<readonly (Picture | null)[]>;
};

const maxPictures = 4;

/** Noted in the log without an address: it was sent and could not be had. */
const missed: Attachments[number] = { contentType: "image/*", contentUrl: "", name: "photo" };

/** As the log names them, in the order in which they were sent, the missed ones last. */
export const bringPictures = async (
	{ uploads, limit, fetchAll }: PictureDeps,
	conversationId: string,
	{ attachments }: Pick<IncomingActivity, "attachments">,
): Promise<Attachments> => {
	const urls = (attachments ?? []).flatMap(({ contentType, contentUrl }) => (contentType.startsWith("image/") ? [contentUrl ?? ""] : []));
	const sent = urls.length === 0 ? inPassing(attachments ?? []) : urls.length;
	if (sent === 0) return [];
	const allowed = limit(conversationId).kind === "allowed" ? urls.slice(0, maxPictures) : [];
	const pictures = (await fetchAll(allowed)).filter((picture) => picture !== null);
	const kept = await keepPictures(uploads, conversationId, pictures);
	return [...kept, ...Array.from({ length: Math.min(sent, maxPictures) - kept.length }, () => missed)];
};

type Attachment = NonNullable<IncomingActivity["attachments"]>[number];

/** Pictures in the message's own HTML, as Teams sends them in groups, and picture files in SharePoint: neither is the bot's to read. */
const inPassing = (attachments: readonly Attachment[]): number =>
	attachments.reduce((sum, attachment) => sum + (isPictureFile(attachment) ? 1 : picturesIn(attachment)), 0);

const isPictureFile = ({ contentType, name }: Attachment): boolean =>
	contentType === "application/vnd.microsoft.teams.file.download.info" && /\.(?:jpe?g|png|gif|webp|heic|bmp)$/i.test(name ?? "");

/** Emoji are images there too. */
const picturesIn = ({ contentType, content }: Attachment): number => {
	if (contentType !== "text/html" || typeof content !== "string") return 0;
	const images = content.match(/<img\b[^<>]*>/gi) ?? [];
	return images.filter((image) => !/schema\.skype\.com\/Emoji/i.test(image)).length;
};
