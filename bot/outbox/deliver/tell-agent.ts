// Passes the merchant's words on to whoever has, or will have, the conversation.

import type { Desk } from "../../desks/desk.ts";
import type { Deliver } from "./deliver.ts";

/** The key lets the desk recognise a second try. */
export const deliverTellAgent =
	(desk: Desk): Deliver<"tellAgent"> =>
	async ({ conversationId, payload, idempotencyKey }, signal) => {
		await desk.tell(idempotencyKey, conversationId, payload.text, signal);
		return { kind: "done" };
	};
