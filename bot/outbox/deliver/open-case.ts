// Asks the desk for a case; what it answers is the only thing the bot may promise.

import type { Desk } from "../../desks/desk.ts";
import type { Deliver } from "./deliver.ts";

/** The desk opens one case however often this is tried. */
export const deliverOpenCase =
	(desk: Desk): Deliver<"openCase"> =>
	async ({ conversationId, payload, idempotencyKey }, signal) => {
		const { summary } = payload;
		const ticket = await desk.open(idempotencyKey, conversationId, summary, summary.language, signal);
		return { kind: "opened", ...ticket };
	};
