// A line of the log as Teams shows it: text, or an Adaptive Card when there is something to choose.

import type { LogEntry } from "../../store/store.ts";

type Choices = readonly { readonly id: string; readonly text: string }[];

/** What the channel is given, without where it goes. */
export type OutgoingActivity = { readonly type: "message" } & Readonly<Record<string, unknown>>;

/** Teams shows no more on a card. */
const maxActions = 6;

/** 1.5 is the newest that every Teams client shows. */
const cardVersion = "1.5";

/** The message for one log entry. */
export const toTeams = (entry: LogEntry): OutgoingActivity => {
	const choices = entry.relink?.choices ?? [];
	return {
		type: "message",
		locale: entry.language,
		...(entry.relink === null ? {} : { channelData: { relink: entry.relink } }),
		...(choices.length > 0 ? withCard(entry, choices) : withText(entry)),
	};
};

const withText = (entry: LogEntry) => ({
	text: entry.authorName === undefined ? entry.text : `${entry.authorName}: ${entry.text}`,
	// Only the bot's reviewed copy is Markdown; what people type is shown as they typed it.
	textFormat: entry.author === "bot" ? "markdown" : "plain",
});

const withCard = (entry: LogEntry, choices: Choices) => ({
	// Read out by notifications, which show no card.
	summary: entry.text.slice(0, 200),
	attachments: [
		{
			contentType: "application/vnd.microsoft.card.adaptive",
			content: {
				type: "AdaptiveCard",
				$schema: "http://adaptivecards.io/schemas/adaptive-card.json",
				version: cardVersion,
				lang: entry.language,
				body: [{ type: "TextBlock", text: entry.text, wrap: true }, ...unbuttoned(choices)],
				actions: choices.slice(0, maxActions).map(toAction),
			},
		},
	],
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
