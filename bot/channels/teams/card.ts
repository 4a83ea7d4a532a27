// A line of the log as Teams shows it: text, or an Adaptive Card when there is something to choose.

import type { Address, LogEntry } from "../../store/store.ts";

type Choices = readonly { readonly id: string; readonly text: string }[];

/** What the channel is given, and where it goes. */
export type OutgoingActivity = { readonly type: "message" } & Readonly<Record<string, unknown>>;

/** Teams shows no more on a card. */
const maxActions = 6;

/** 1.5 is the newest that every Teams client shows. */
const cardVersion = "1.5";

/** The message for one log entry, addressed as receive.ts wrote it. What is undefined is left out of the JSON. */
export const toTeams = (entry: LogEntry, address: NonNullable<Address>): OutgoingActivity => {
	const choices = entry.relink?.choices ?? [];
	const isCard = choices.length > 0;
	return {
		type: "message",
		locale: entry.language,
		channelData: entry.relink === null ? undefined : { relink: entry.relink },
		text: isCard ? undefined : textOf(entry),
		// Only the bot's reviewed copy is Markdown; what people type is shown as they typed it.
		textFormat: isCard ? undefined : entry.author === "bot" ? "markdown" : "plain",
		// Read out by notifications, which show no card.
		summary: isCard ? entry.text.slice(0, 200) : undefined,
		attachments: isCard ? [cardOf(entry, choices)] : undefined,
		channelId: address.channelId,
		serviceUrl: address.serviceUrl,
		conversation: address.conversation,
		from: address.bot,
		recipient: address.user,
	};
};

const textOf = ({ authorName, text }: LogEntry): string => (authorName === undefined ? text : `${authorName}: ${text}`);

const cardOf = ({ language, text }: LogEntry, choices: Choices) => ({
	contentType: "application/vnd.microsoft.card.adaptive",
	content: {
		type: "AdaptiveCard",
		$schema: "http://adaptivecards.io/schemas/adaptive-card.json",
		version: cardVersion,
		lang: language,
		body: [{ type: "TextBlock", text, wrap: true }, ...unbuttoned(choices)],
		actions: choices.slice(0, maxActions).map(toAction),
	},
});

/** Choices beyond the last button, by their number: saying it picks one as a button would. Not as "7.", which Markdown counts anew. */
const unbuttoned = (choices: Choices) =>
	choices
		.map(({ text }, index) => ({ type: "TextBlock", text: `${index + 1} · ${text}`, wrap: true, isSubtle: true, spacing: "None" }))
		.slice(maxActions);

/** The button says its own words into the chat; a client that does not know messageBack sends `data` alone. */
const toAction = ({ id, text }: Choices[number]) => ({
	type: "Action.Submit",
	title: text,
	data: { choice: id, msteams: { type: "messageBack", text, displayText: text, value: { choice: id } } },
});
