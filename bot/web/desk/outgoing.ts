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
	let pending: readonly PendingMessage[] = [];
	let changed: (pending: readonly PendingMessage[]) => void = () => undefined;
	let before: Promise<void> = Promise.resolve();
	const put = (next: readonly PendingMessage[]): void => {
		pending = next;
		changed(pending);
	};
	const mark = (key: string, state: PendingMessage["state"]) => put(pending.map((each) => (each.key === key ? { ...each, state } : each)));
	const deliver = async (key: string, text: string): Promise<void> => {
		const answer = await api.post<Said>(`cases/${reference}/say`, { key, text });
		if (answer.kind !== "ok") return mark(key, "failed");
		put(pending.filter((each) => each.key !== key));
		sent(answer.body);
	};
	const inTurn = (key: string, text: string): Promise<void> => {
		before = before.then(() => deliver(key, text));
		return before;
	};
	return {
		send: (text) => {
			const key = newKey();
			put([...pending, { key, text, state: "sending" }]);
			return inTurn(key, text);
		},
		retry: async (key) => {
			const found = pending.find((each) => each.key === key);
			if (found === undefined) return;
			mark(key, "sending");
			await inTurn(key, found.text);
		},
		watch: (show) => {
			changed = show;
			show(pending);
		},
	};
};

/** `crypto.randomUUID` is missing on plain-http addresses other than localhost. */
const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
