// Sends a log entry to a channel that is not ours.

import { relinkError } from "../../errors.ts";
import type { Address, LogEntry, Store } from "../../store/store.ts";
import type { Deliver } from "./deliver.ts";

/** The way to a merchant elsewhere; bot/channels has them. */
export interface Channel {
	/** Throws CHANNEL_UNREACHABLE or CHANNEL_REFUSED, with what is known about trying again. */
	send(address: Address, entry: LogEntry, idempotencyKey: string, signal: AbortSignal): Promise<void>;
}

/** The address is read at the last moment: channels move their conversations. */
export const deliverSendActivity =
	(channel: Channel, conversations: Pick<Store["conversations"], "find">): Deliver<"sendActivity"> =>
	async ({ conversationId, payload, idempotencyKey }, signal) => {
		const conversation = await conversations.find(conversationId);
		if (conversation === null) throw relinkError("CONVERSATION_UNKNOWN", { retryable: false });
		await channel.send(conversation.address, payload.entry, idempotencyKey, signal);
		return { kind: "done" };
	};
