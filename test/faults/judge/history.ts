// What each side saw, one JSON line as it happened and never changed: all that the judges know.

import { openSync, readdirSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";

/** One message of a web chat as its merchant sees it. */
export type Seen = {
	readonly seq: number;
	readonly id: string;
	readonly role: "user" | "bot";
	/** The merchant's own id of it. */
	readonly messageId?: string;
	readonly replyTo?: string;
	readonly turn?: number;
};

/** A merchant's side, on either channel. */
export type MerchantEvent =
	| { readonly kind: "sent"; readonly messageId: string }
	/** Answered with success: the server has promised to keep it. */
	| { readonly kind: "acknowledged"; readonly messageId: string; readonly id: string }
	| { readonly kind: "failed"; readonly messageId: string; readonly status: number | null }
	| { readonly kind: "opened" }
	| { readonly kind: "closed"; readonly code: number }
	/** From here on the merchant listens no more. */
	| { readonly kind: "left" }
	| ({ readonly kind: "saw" } & Seen)
	/** What the conversation held when all was over. */
	| { readonly kind: "log"; readonly entries: readonly Seen[] };

/** The channel's side: what the bot sent to a conversation there. */
export type ChannelEvent = {
	readonly kind: "delivered";
	readonly conversation: string;
	readonly turn: number;
	readonly text: string;
	/** `taken` was shown and said so; `unsaid` was shown, and the bot was not told; `refused` was not shown. */
	readonly answer: "taken" | "unsaid" | "refused";
};

export type Timed<E> = E & { readonly at: number };

export type History<E> = { readonly name: string; readonly events: readonly Timed<E>[] };

/** Appends to the history of that name. Times are of one monotonic clock. */
export const historian = <E>(folder: string, name: string): ((event: E) => void) => {
	// Open as long as the test's process: hundreds of them write many thousand lines.
	const file = openSync(join(folder, `${name}.jsonl`), "a");
	return (event) => {
		writeSync(file, `${JSON.stringify({ at: Math.round(performance.now() * 10) / 10, ...event })}\n`);
	};
};

/** Every history in the folder whose name begins so. */
export const readHistories = <E>(folder: string, prefix: string): readonly History<E>[] =>
	readdirSync(folder)
		.filter((file) => file.startsWith(prefix))
		.sort()
		.map((file) => ({ name: file.replace(".jsonl", ""), events: readLines(join(folder, file)) }));

const readLines = <E>(file: string): readonly Timed<E>[] =>
	readFileSync(file, "utf8")
		.split("\n")
		.filter((line) => line !== "")
		.map((line) => JSON.parse(line));
