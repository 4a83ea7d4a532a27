// What the bot does with an activity: joins, takes a message or a pressed button, and leaves the rest alone.

import { hash } from "node:crypto";
import type { Conversation, Store } from "../../store/store.ts";
import type { IncomingMessage } from "../../turn/accept.ts";
import { hasJoined, type Turns } from "../../turn/turns.ts";
import { type Attachments, dropPictures } from "../direct-line/keep-pictures.ts";
import type { Uploads } from "../direct-line/uploads.ts";
import { clean, cut } from "../text.ts";
import { channelOf, choiceOf, executedChoiceOf, hasBotJoined, type IncomingActivity, textOf } from "./activity.ts";

export type ReceiveDeps = {
	readonly store: { readonly conversations: Pick<Store["conversations"], "find" | "readdress"> };
	readonly turns: Pick<Turns, "join" | "say">;
	readonly uploads: Uploads;
	/** The pictures of the message, kept or noted. */
	readonly pictures: (conversationId: string, activity: IncomingActivity) => Promise<Attachments>;
};

/** What an invoke is answered with; nothing else is answered. */
export type InvokeAnswer = { readonly status: number; readonly body?: unknown };

/** Resolves once what the activity brought is durable; the reply leaves through the outbox. */
export const receive = async (deps: ReceiveDeps, activity: IncomingActivity): Promise<InvokeAnswer | null> => {
	if (activity.type === "message") await say(deps, activity, choiceOf(activity));
	else if (hasBotJoined(activity)) await joined(deps, activity);
	else if (activity.type === "invoke") return invoked(deps, activity);
	return null;
};

const invoked = async (deps: ReceiveDeps, activity: IncomingActivity): Promise<InvokeAnswer> => {
	if (activity.name !== "adaptiveCard/action") return { status: 501 };
	const choice = executedChoiceOf(activity);
	if (choice === null) return { status: 200, body: refusedInvoke };
	await say(deps, activity, choice);
	return { status: 200, body: acceptedInvoke };
};

const acceptedInvoke = { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: "" };
const refusedInvoke = { statusCode: 400, type: "application/vnd.microsoft.error", value: { code: "BadRequest", message: "no choice" } };

const say = async (deps: ReceiveDeps, activity: IncomingActivity, choice: string | null): Promise<void> => {
	const conversationId = await joined(deps, activity);
	const attachments = await deps.pictures(conversationId, activity);
	const { kind } = await deps.turns.say(toMessage(activity, { conversationId, choice, attachments }));
	if (kind === "duplicate") await dropPictures(deps.uploads, attachments);
};

/** Makes sure the conversation is there, with the address of this activity; it may have begun before this database did. */
const joined = async ({ store, turns }: ReceiveDeps, activity: IncomingActivity): Promise<string> => {
	const id = conversationIdOf(activity);
	const address = addressOf(activity);
	const known = await store.conversations.find(id);
	if (known !== null && known.address?.serviceUrl !== address.serviceUrl) await store.conversations.readdress(id, address);
	if (known === null || !hasJoined(known))
		await turns.join({ id, channel: channelOf(activity), userId: activity.from.id, address }, activity.locale ?? null);
	return id;
};

/** Their ids are long, guessable and full of signs; ours are made of them. */
export const conversationIdOf = ({ channelId, conversation }: Pick<IncomingActivity, "channelId" | "conversation">): string =>
	`teams-${hash("sha256", `${channelId}\n${conversation.id}`, "base64url").slice(0, 32)}`;

/** botbuilder's ConversationReference, without the activity: the address stays the same from turn to turn. */
const addressOf = ({ channelId, serviceUrl, conversation, recipient, from }: IncomingActivity): NonNullable<Conversation["address"]> => ({
	channelId,
	serviceUrl,
	conversation,
	bot: recipient,
	user: from,
});

type Known = Pick<IncomingMessage, "conversationId" | "choice" | "attachments">;

const toMessage = (activity: IncomingActivity, { conversationId, choice, attachments }: Known): IncomingMessage => ({
	conversationId,
	// Nobody would read a refusal sent back to Teams, so what is too long is cut.
	text: cut(clean(textOf(activity))),
	choice,
	activityId: activity.id ?? null,
	clientActivityId: null,
	replyToId: null,
	attachments,
	clientTimestamp: activity.localTimestamp ?? activity.timestamp ?? null,
});
