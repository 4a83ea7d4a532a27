// Time passed: comes back into the conversation as an event.

import type { Turns } from "../../turn/turns.ts";
import type { Deliver } from "./deliver.ts";

/** Idempotent: the item's key is the event's. */
export const deliverWake =
	(turns: Pick<Turns, "happen">): Deliver<"wake"> =>
	async ({ conversationId, payload, idempotencyKey }) => {
		await turns.happen(conversationId, { kind: "timePassed", reason: payload.reason }, idempotencyKey);
		return { kind: "done" };
	};
