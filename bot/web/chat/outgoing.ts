// A message of the merchant's as the activity that goes over the wire.

import type { Unsent } from "./outbox.ts";

/** The activity to post. The server sets who and when; it takes each clientActivityID once. */
export const toActivity = (message: Unsent): unknown => ({
	type: "message",
	text: message.text,
	textFormat: "plain",
	locale: message.language,
	localTimestamp: new Date(message.at).toISOString(),
	localTimezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
	...(message.replyToId !== null && { replyToId: message.replyToId }),
	channelData: {
		clientActivityID: message.clientActivityID,
		...(message.choice !== null && { relink: { choice: message.choice } }),
	},
});

/** 128 random bits; crypto.randomUUID is missing on plain-http shop networks. */
export const newId = (): string =>
	Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
