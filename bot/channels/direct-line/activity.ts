// A line of the log as a Direct Line activity.

import type { LogEntry } from "../../store/store.ts";

/** Whose conversation it is and where pictures are fetched. */
export type View = { readonly conversationId: string; readonly userId: string; readonly baseUrl: string };

export type Activity = Readonly<Record<string, unknown>>;

export type ActivitySet = { readonly activities: readonly Activity[]; readonly watermark: string };

const roles = { merchant: "user", bot: "bot", agent: "bot" } as const;
const names = { merchant: undefined, bot: "Relink", agent: undefined } as const;

/** The activity a client shows: everything it needs to place, answer and echo it. What is undefined is left out of the JSON. */
const toActivity = (entry: LogEntry, view: View): Activity => ({
	type: "message",
	id: entry.id,
	timestamp: new Date(entry.at).toISOString(),
	channelId: "directline",
	conversation: { id: view.conversationId },
	from: fromOf(entry, view),
	locale: entry.language,
	text: entry.text,
	// Only the bot's reviewed copy is Markdown; what people type is shown as they typed it.
	textFormat: entry.author === "bot" ? "markdown" : "plain",
	replyToId: entry.replyToId,
	attachments: entry.attachments?.map((attachment) => withAddress(attachment, view)),
	suggestedActions: suggestedActions(entry),
	channelData: channelDataOf(entry),
});

/** Entries and the watermark after them; with none, the watermark asked for. */
export const toActivitySet = (entries: readonly LogEntry[], afterSeq: number, view: View): ActivitySet => ({
	activities: entries.map((entry) => toActivity(entry, view)),
	watermark: String(entries.at(-1)?.seq ?? afterSeq),
});

/** One entry and the watermark after it. */
export const toFrame = (entry: LogEntry, view: View): ActivitySet => ({
	activities: [toActivity(entry, view)],
	watermark: String(entry.seq),
});

const fromOf = (entry: LogEntry, view: View) => ({
	id: entry.author === "merchant" ? view.userId : entry.author,
	role: roles[entry.author],
	name: entry.authorName ?? names[entry.author],
});

/** Web Chat shows a merchant's own picture only by its thumbnail, else as a file to fetch. */
const withAddress = (attachment: NonNullable<LogEntry["attachments"]>[number], view: View) => {
	const contentUrl = attachment.contentUrl.startsWith("/") ? view.baseUrl + attachment.contentUrl : attachment.contentUrl;
	return { ...attachment, contentUrl, thumbnailUrl: contentUrl };
};

const suggestedActions = (entry: LogEntry) => {
	const choices = entry.relink?.choices ?? [];
	if (choices.length === 0) return undefined;
	return { actions: choices.map(({ text }) => ({ type: "imBack", title: text, value: text })) };
};

/** Web Chat orders by this number, and without it by timestamps, which a clock that is set right would shuffle. */
const channelDataOf = (entry: LogEntry) => ({
	"webchat:sequence-id": entry.seq,
	relink: entry.relink ?? undefined,
	clientActivityID: entry.clientActivityId,
});
