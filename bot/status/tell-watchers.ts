// Keeps the promise "I'll tell you when it is back": the word goes to every conversation that asked for it, as an event.

import type { StatusReport } from "../../dialogs/status/report.ts";
import type { Logger } from "../logger.ts";
import type { Store } from "../store/store.ts";
import type { Turns } from "../turn/turns.ts";

type Deps = {
	readonly conversations: Pick<Store["conversations"], "watchingStatus">;
	readonly turns: Pick<Turns, "happen">;
	readonly logger: Logger;
};

/** Hears a change of status. A conversation that was told stops watching in its own turn. */
export const createTellWatchers =
	({ conversations, turns, logger }: Deps) =>
	async (report: StatusReport): Promise<void> => {
		if (report.kind !== "operational") return;
		const watching = await conversations.watchingStatus();
		const key = `status:${report.kind}:${report.asOf}`;
		const told = await Promise.allSettled(watching.map((id) => turns.happen(id, { kind: "statusChanged", report }, key)));
		const failed = told.filter(({ status }) => status === "rejected").length;
		if (watching.length > 0) logger.info({ watching: watching.length, failed }, "told who was waiting for the back office");
	};
