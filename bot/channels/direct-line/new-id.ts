// Ids of conversations, users, stream URLs and pictures.

import { randomBytes } from "node:crypto";

const randomIdBytes = 16;
const minuteBytes = 3;

/**
 * 128 random bits in the alphabet of URLs, behind the minute they were drawn in (which comes round after 31 years): conversations that
 * go on at the same time lie together in the database, so that a turn reads and writes pages which others have just used.
 */
export const newId = (at: number = Date.now()): string => {
	const bytes = randomBytes(minuteBytes + randomIdBytes);
	bytes.writeUIntBE(Math.floor(at / 60_000) % 2 ** (8 * minuteBytes), 0, minuteBytes);
	return bytes.toString("base64url");
};
