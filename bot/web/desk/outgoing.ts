// Messages of the agent on their way. Each has its own key, so that trying again never says anything twice.

import type { Said } from "../../desks/desk-api.ts";
import type { Api } from "./api.ts";
import type { PendingMessage } from "./transcript-view.ts";

type Deps = { readonly api: Api; readonly reference: string; sent(said: Said): void };

export type Outgoing = {
	send(text: string): Promise<void>;
	retry(key: string): Promise<void>;
	/** Shows what is on its way, now and from now on; the case may have been off the screen meanwhile. */
	watch(changed: (pending: readonly PendingMessage[]) => void): void;
};

/** Sends one message after the other, in the order they were written. */
export const createOutgoing = ({ api, reference, sent }: Deps): Outgoing => {
	const pending = createPending();
	let before: Promise<void> = Promise.resolve();
	const deliver = async ({ key, text }: PendingMessage): Promise<void> => {
		const answer = await api.post<Said>(`cases/${reference}/say`, { key, text });
		if (answer.kind !== "ok") {
			pending.put({ key, text, state: "failed" });
			return;
		}
		pending.remove(key);
		sent(answer.body);
	};
	const inTurn = (message: PendingMessage): Promise<void> => {
		pending.put(message);
		before = before.then(() => deliver(message));
		return before;
	};
	return {
		send: (text) => inTurn({ key: newKey(), text, state: "sending" }),
		retry: async (key) => {
			const found = pending.find(key);
			if (found !== undefined) await inTurn({ ...found, state: "sending" });
		},
		watch: pending.watch,
	};
};

type Pending = Pick<Outgoing, "watch"> & {
	find(key: string): PendingMessage | undefined;
	/** Adds a message, or puts it into another state where it is. */
	put(message: PendingMessage): void;
	remove(key: string): void;
};

const createPending = (): Pending => {
	const messages = new Map<string, PendingMessage>();
	let changed: (pending: readonly PendingMessage[]) => void = () => undefined;
	const tell = (): void => changed([...messages.values()]);
	return {
		find: (key) => messages.get(key),
		put: (message) => {
			messages.set(message.key, message);
			tell();
		},
		remove: (key) => {
			messages.delete(key);
			tell();
		},
		watch: (show) => {
			changed = show;
			tell();
		},
	};
};

/** `crypto.randomUUID` is missing on plain-http addresses other than localhost. */
const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
