// Tells the desk that the merchant needs nobody any more.

import type { Desk } from "../../desks/desk.ts";
import type { Deliver } from "./deliver.ts";

/** Withdrawing twice is withdrawing once. */
export const deliverWithdrawCase =
	(desk: Desk): Deliver<"withdrawCase"> =>
	async ({ conversationId, idempotencyKey }, signal) => {
		await desk.withdraw(idempotencyKey, conversationId, signal);
		return { kind: "done" };
	};
