// Sends a log entry to a channel that is not ours.

import type { Instant } from "../../../dialogs/status/report.ts";
import { relinkError } from "../../errors.ts";
import type { Address, LogEntry, Store } from "../../store/store.ts";
import type { Deliver } from "./deliver.ts";

/** The way to a merchant elsewhere; bot/channels has them. */
export interface Channel {
	/** Throws CHANNEL_UNREACHABLE or CHANNEL_REFUSED, with what is known about trying again. */
	send(address: Address, entry: LogEntry, idempotencyKey: string, signal: AbortSignal): Promise<void>;
}

export type SendStore = {
	readonly conversations: Pick<Store["conversations"], "find">;
	readonly promises: Pick<Store["promises"], "delivered">;
};

type Deps = { readonly channel: Channel; readonly store: SendStore; readonly now: () => Instant };

/** The address is read at the last moment: channels move their conversations. */
export const deliverSendActivity =
	({ channel, store, now }: Deps): Deliver<"sendActivity"> =>
	async ({ conversationId, payload: { entry }, idempotencyKey }, signal) => {
		const conversation = await store.conversations.find(conversationId);
		if (conversation === null) throw relinkError("CONVERSATION_UNKNOWN", { retryable: false });
		await channel.send(conversation.address, entry, idempotencyKey, signal);
		if (entry.keepsPromise) await store.promises.delivered(conversationId, entry.id, now());
		return { kind: "done" };
	};
