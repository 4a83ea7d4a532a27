// What comes down the wire, read with suspicion into what the chat needs. Anything unknown is left out, never an error.

import { type Language, languages } from "../../../locales/languages.ts";

export type Choice = { readonly id: string; readonly text: string };

export type Relink = {
	readonly kind: string;
	readonly id: string | null;
	readonly case: string | null;
	readonly step: { readonly number: number; readonly of: number } | null;
	readonly choices: readonly Choice[];
};

export type Picture = { readonly url: string; readonly name: string };

export type Activity = {
	readonly id: string;
	readonly kind: "message" | "typing";
	readonly author: "merchant" | "bot" | "agent";
	readonly authorName: string | null;
	readonly text: string;
	readonly at: number | null;
	readonly language: Language | null;
	readonly clientActivityID: string | null;
	readonly relink: Relink | null;
	readonly pictures: readonly Picture[];
};

export type ActivitySet = { readonly activities: readonly Activity[]; readonly watermark: string | null };

type Json = { readonly [name: string]: unknown };

/** Reads `{activities, watermark}` from a response or a frame. */
export const readActivitySet = (body: unknown): ActivitySet => {
	const set = record(body);
	return { activities: list(set.activities).flatMap(readActivity), watermark: text(set.watermark) };
};

const readActivity = (value: unknown): readonly Activity[] => {
	const activity = record(value);
	const [id, kind] = [text(activity.id), activity.type];
	if (kind !== "typing" && (kind !== "message" || id === null)) return [];
	const [from, channelData] = [record(activity.from), record(activity.channelData)];
	const relink = readRelink(channelData.relink);
	const clientActivityID = text(channelData.clientActivityID);
	return [
		{
			id: id ?? "",
			kind,
			author: authorOf(from, clientActivityID, relink),
			authorName: text(from.name),
			text: text(activity.text) ?? "",
			at: readTime(activity.timestamp),
			language: readLanguage(record(channelData.relink).language) ?? readLanguage(activity.locale),
			clientActivityID,
			relink,
			pictures: list(activity.attachments).flatMap(readPicture),
		},
	];
};

const authorOf = (from: Json, clientActivityID: string | null, relink: Relink | null): Activity["author"] => {
	if (from.role === "user" || clientActivityID !== null) return "merchant";
	return relink?.kind === "agent" ? "agent" : "bot";
};

const readRelink = (value: unknown): Relink | null => {
	const relink = record(value);
	const kind = text(relink.kind);
	if (kind === null) return null;
	const { number, of } = record(relink.step);
	return {
		kind,
		id: text(relink.id),
		case: text(relink.case),
		step: typeof number === "number" && typeof of === "number" ? { number, of } : null,
		choices: list(relink.choices).flatMap(readChoice),
	};
};

const readChoice = (value: unknown): readonly Choice[] => {
	const choice = record(value);
	const [id, label] = [text(choice.id), text(choice.text)];
	return id === null || label === null ? [] : [{ id, text: label }];
};

const readPicture = (value: unknown): readonly Picture[] => {
	const attachment = record(value);
	const url = text(attachment.contentUrl);
	if (url === null || !text(attachment.contentType)?.startsWith("image/")) return [];
	return [{ url, name: text(attachment.name) ?? "" }];
};

const readTime = (value: unknown): number | null => {
	const at = Date.parse(text(value) ?? "");
	return Number.isNaN(at) ? null : at;
};

const readLanguage = (value: unknown): Language | null => languages.find((language) => language === value) ?? null;

const record = (value: unknown): Json => (typeof value === "object" && value !== null ? { ...value } : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
