// What a Direct Line client may post, and what of it goes on to the turn. The server's own word stands for everything else.

import { z } from "zod";
import { httpError } from "../../http/http-error.ts";
import { parseAs } from "../../http/json-body.ts";
import type { IncomingMessage } from "../../turn/accept.ts";
import { clean, isStorable, isTooLong, maxTextLength } from "../text.ts";

const id = z.string().max(200).refine(isStorable);

const relinkChoice = z.object({ choice: id });

const activity = z.object({
	type: z.enum(["message", "typing", "event", "conversationUpdate", "endOfConversation", "messageReaction", "invoke"]),
	text: z.string().nullish(),
	locale: z.string().max(35).nullish().catch(null),
	replyToId: id.nullish().catch(null),
	/** Buttons of cards. */
	value: relinkChoice.nullish().catch(null),
	/** Anything else than an object is somebody else's; the id that tells a message that comes again is never passed over. */
	channelData: z.preprocess(
		(given) => (typeof given === "object" && !Array.isArray(given) ? given : null),
		z.object({ clientActivityID: id.nullish(), relink: relinkChoice.nullish().catch(null) }).nullish(),
	),
});

type Message = Pick<IncomingMessage, "text" | "choice" | "clientActivityId" | "replyToId">;

export type Incoming = { readonly kind: "message"; readonly message: Message } | { readonly kind: "other" };

/** The message in the body; `other` for what needs no answer, such as typing. Throws an HttpError for what cannot be taken. */
export const readIncoming = (body: unknown, pictures: number): Incoming => {
	const { type, text, replyToId, value, channelData } = parseAs(activity, body);
	if (type !== "message") return { kind: "other" };
	const choice = channelData?.relink?.choice ?? value?.choice ?? null;
	const message: Message = {
		text: readText(text ?? ""),
		choice,
		clientActivityId: channelData?.clientActivityID ?? null,
		replyToId: replyToId ?? null,
	};
	if (message.text.trim() === "" && choice === null && pictures === 0) {
		throw httpError(400, "EmptyMessage", "a message needs a text, a choice or a picture sent to /upload");
	}
	return { kind: "message", message };
};

const readText = (text: string): string => {
	if (isTooLong(text)) throw httpError(400, "TextTooLong", `a message may have ${maxTextLength} characters`);
	return clean(text);
};
