// What the merchant said and the server has not shown back yet. Kept on the device, sent in order, never twice:
// every try carries the same clientActivityID, which the server takes once.

import type { Language } from "../../../locales/languages.ts";
import { backoffMs } from "./backoff.ts";
import type { BrowserStorage } from "./browser-storage.ts";

export type Unsent = {
	readonly clientActivityID: string;
	readonly text: string;
	readonly choice: string | null;
	readonly replyToId: string | null;
	/** A JPEG as a data URL. */
	readonly photo: string | null;
	readonly language: Language;
	readonly at: number;
	readonly state: "waiting" | "sending" | "accepted" | "refused";
};

export type Posted = { readonly kind: "ok" | "refused" } | { readonly kind: "unreachable"; readonly retryAfterMs: number | null };

type OutboxDeps = {
	readonly storage: BrowserStorage;
	readonly post: (message: Unsent) => Promise<Posted>;
	readonly changed: () => void;
	readonly random: () => number;
};

const keyPrefix = "relink.unsent.";

export class Outbox {
	private readonly deps: OutboxDeps;
	private messages: readonly Unsent[];
	private isBusy = false;
	private failures = 0;
	private timer: ReturnType<typeof setTimeout> | undefined;

	/** Takes up what an earlier page left unsent. */
	constructor(deps: OutboxDeps) {
		this.deps = deps;
		this.messages = restore(deps.storage);
	}

	unsent(): readonly Unsent[] {
		return this.messages;
	}

	add(message: Omit<Unsent, "state">): void {
		this.put({ ...message, state: "waiting" });
		void this.wake();
	}

	/** Sends what waits, oldest first, now. */
	async wake(): Promise<void> {
		clearTimeout(this.timer);
		if (this.isBusy) return;
		this.isBusy = true;
		for (let next = firstWaiting(this.messages); next !== undefined; next = firstWaiting(this.messages)) {
			if (!(await this.send(next))) break;
		}
		this.isBusy = false;
	}

	retry(clientActivityID: string): void {
		const message = this.messages.find((other) => other.clientActivityID === clientActivityID);
		if (message?.state === "refused") this.put({ ...message, state: "waiting" });
		void this.wake();
	}

	discard(clientActivityID: string): void {
		this.drop((message) => message.clientActivityID === clientActivityID);
	}

	/** The server showed these messages back: they are its own now. */
	settle(clientActivityIDs: ReadonlySet<string | null>): void {
		this.drop((message) => clientActivityIDs.has(message.clientActivityID));
	}

	clear(): void {
		this.drop(() => true);
	}

	/** False when the rest has to wait. */
	private async send(message: Unsent): Promise<boolean> {
		this.put({ ...message, state: "sending" });
		const posted = await this.deps.post(message);
		// Its echo may have come before the answer, or the merchant has thrown it away.
		if (this.has(message)) this.put({ ...message, state: stateAfter[posted.kind] });
		if (posted.kind !== "unreachable") {
			this.failures = 0;
			return true;
		}
		this.failures += 1;
		this.timer = setTimeout(() => void this.wake(), posted.retryAfterMs ?? backoffMs(this.failures, this.deps.random()));
		return false;
	}

	private has(message: Unsent): boolean {
		return this.messages.some((other) => isSame(other, message));
	}

	private put(message: Unsent): void {
		// One key a message: two tabs never overwrite each other's list.
		this.deps.storage.write(keyPrefix + message.clientActivityID, JSON.stringify(message));
		this.messages = this.has(message)
			? this.messages.map((other) => (isSame(other, message) ? message : other))
			: [...this.messages, message];
		this.deps.changed();
	}

	private drop(isDropped: (message: Unsent) => boolean): void {
		const gone = this.messages.filter(isDropped);
		if (gone.length === 0) return;
		for (const message of gone) this.deps.storage.remove(keyPrefix + message.clientActivityID);
		this.messages = this.messages.filter((message) => !gone.includes(message));
		this.deps.changed();
	}
}

const stateAfter = { ok: "accepted", refused: "refused", unreachable: "waiting" } as const;

const isSame = (a: Unsent, b: Unsent): boolean => a.clientActivityID === b.clientActivityID;

const firstWaiting = (messages: readonly Unsent[]): Unsent | undefined => messages.find((message) => message.state === "waiting");

/** A message that was on its way when the page went is sent again; if it had arrived, the server knows its id. */
const restore = (storage: BrowserStorage): readonly Unsent[] =>
	storage
		.keys(keyPrefix)
		.flatMap((key): readonly Unsent[] => {
			const saved: unknown = storage.readJson(key);
			return isUnsent(saved) ? [{ ...saved, state: saved.state === "refused" ? "refused" : "waiting" }] : [];
		})
		.sort((a, b) => a.at - b.at);

const isUnsent = (value: unknown): value is Unsent =>
	typeof value === "object" &&
	value !== null &&
	"clientActivityID" in value &&
	typeof value.clientActivityID === "string" &&
	"text" in value &&
	typeof value.text === "string" &&
	"at" in value &&
	typeof value.at === "number";
