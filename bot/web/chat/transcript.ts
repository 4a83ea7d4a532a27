// The conversation as it is shown: what the server has, in its order, then what is still on its way.

import type { Language } from "../../../locales/languages.ts";
import type { Activity, Choice, Picture, Relink } from "./activity.ts";
import { writtenLanguage } from "./copy.ts";
import type { Unsent } from "./outbox.ts";

type Delivery = "sent" | "sending" | "waiting" | "refused";

export type Line = {
	/** Stays the same while a message goes from unsent to sent, so that its element does too. */
	readonly key: string;
	readonly id: string | null;
	readonly author: Activity["author"];
	readonly authorName: string | null;
	readonly text: string;
	readonly language: Language;
	readonly at: number | null;
	readonly relink: Relink | null;
	readonly pictures: readonly Picture[];
	readonly delivery: Delivery;
};

/** Adds what was heard; a message heard again, or out of order, changes nothing but its place. */
export const mergeActivities = (known: readonly Activity[], heard: readonly Activity[]): readonly Activity[] => {
	const byId = new Map(known.map((activity) => [activity.id, activity]));
	for (const activity of heard) if (activity.kind === "message") byId.set(activity.id, activity);
	return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
};

/** Everything to show, in order. */
export const linesOf = (known: readonly Activity[], unsent: readonly Unsent[], language: Language): readonly Line[] => {
	const echoed = new Set(known.map((activity) => activity.clientActivityID));
	return [
		...known.map((activity) => sentLine(activity, language)),
		...unsent.filter((message) => !echoed.has(message.clientActivityID)).map(unsentLine),
	];
};

const sentLine = (activity: Activity, language: Language): Line => ({
	key: activity.clientActivityID ?? activity.id,
	id: activity.id,
	author: activity.author,
	authorName: activity.authorName,
	text: activity.text,
	language: lineLanguage(activity, language),
	at: activity.at,
	relink: activity.relink,
	pictures: activity.pictures,
	delivery: "sent",
});

/** What people write is marked by its script; what the bot says carries its language. */
const lineLanguage = (activity: Activity, language: Language): Language =>
	activity.author === "bot" ? (activity.language ?? language) : writtenLanguage(activity.text, activity.language ?? language);

const deliveryOf: Readonly<Record<Unsent["state"], Delivery>> = {
	waiting: "waiting",
	sending: "sending",
	accepted: "sent",
	refused: "refused",
};

const unsentLine = (message: Unsent): Line => ({
	key: message.clientActivityID,
	id: null,
	author: "merchant",
	authorName: null,
	text: message.text,
	language: writtenLanguage(message.text, message.language),
	at: message.at,
	relink: null,
	pictures: message.photo === null ? [] : [{ url: message.photo, name: "" }],
	delivery: deliveryOf[message.state],
});

export type LiveStep = { readonly messageId: string; readonly choices: readonly Choice[] };

/** The choices still open: those of the bot's last words, unless the merchant or an agent has spoken since. */
export const liveStep = (lines: readonly Line[]): LiveStep | null => {
	for (const line of [...lines].reverse()) {
		if (line.author !== "bot" || line.id === null) return null;
		if (line.relink !== null && line.relink.choices.length > 0) return { messageId: line.id, choices: line.relink.choices };
	}
	return null;
};
