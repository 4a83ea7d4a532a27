// A Bot Framework activity as it comes in, checked before the SDK sees it: one that is malformed can end a process there.

import { z } from "zod";
import type { ChannelId } from "../../store/store.ts";
import { isStorable } from "../text.ts";

const id = z.string().min(1).max(500).refine(isStorable);

const account = z.looseObject({ id, name: z.string().nullish() });

const choice = z.object({ choice: z.string().min(1).max(100).refine(isStorable) });

export const incomingActivity = z.looseObject({
	type: z.string().min(1).max(100),
	id: id.optional(),
	channelId: z.string().min(1).max(100),
	serviceUrl: z.url({ protocol: /^https?$/ }).max(500),
	conversation: z.looseObject({ id }),
	from: account,
	recipient: account,
	text: z.string().nullish(),
	locale: z.string().max(35).nullish().catch(null),
	timestamp: z.string().max(50).nullish().catch(null),
	localTimestamp: z.string().max(50).nullish().catch(null),
	name: z.string().max(100).nullish(),
	/** `add` when the bot was installed. */
	action: z.string().max(100).nullish().catch(null),
	membersAdded: z.array(account).max(500).nullish(),
	entities: z
		.array(z.looseObject({ type: z.string() }))
		.max(200)
		.nullish()
		.catch(null),
	value: z.unknown().optional(),
	attachments: z
		.array(
			z.looseObject({
				contentType: z.string().max(200),
				contentUrl: z.string().max(4_000).nullish().catch(null),
				name: z.string().nullish().catch(null),
				content: z.unknown().optional(),
			}),
		)
		.max(100)
		.nullish()
		.catch(null),
});

export type IncomingActivity = z.output<typeof incomingActivity>;

const mention = z.object({ type: z.literal("mention"), mentioned: z.object({ id }), text: z.string().min(1) });

/** What the merchant wrote, without the bot's own name in front of it. */
export const textOf = ({ text, entities, recipient }: IncomingActivity): string =>
	(entities ?? [])
		.flatMap((entity) => mention.safeParse(entity).data ?? [])
		.filter(({ mentioned }) => mentioned.id === recipient.id)
		.reduce((rest, { text: name }) => rest.replaceAll(name, " "), text ?? "")
		.trim();

/** The choice a card's button stands for. */
export const choiceOf = ({ value }: Pick<IncomingActivity, "value">): string | null =>
	value === undefined ? null : (choice.safeParse(value).data?.choice ?? null);

const executed = z.object({ action: z.object({ data: choice }) });

/** The choice of a button that waits for an answer (Action.Execute). */
export const executedChoiceOf = ({ value }: IncomingActivity): string | null => executed.safeParse(value).data?.action.data.choice ?? null;

/** Teams, and everything else that speaks the protocol: the Emulator, the local Teams client. */
export const channelOf = ({ channelId }: IncomingActivity): ChannelId => (channelId === "msteams" ? "msteams" : "emulator");

/** Whether the bot came into the conversation with this activity. */
export const hasBotJoined = ({ type, action, membersAdded, recipient }: IncomingActivity): boolean =>
	(type === "installationUpdate" && action === "add") ||
	(type === "conversationUpdate" && (membersAdded ?? []).some(({ id: added }) => added === recipient.id));
