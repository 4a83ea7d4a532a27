// Which promises arrived: noted when a client has read the words that keep one.

import type { Logger } from "../../logger.ts";
import type { LogEntry, Store } from "../../store/store.ts";

/** Returns at once: what a merchant reads does not wait for a write, and is not refused when none is possible. The next reading notes it again. */
export type NoteDelivered = (conversationId: string, read: readonly LogEntry[]) => void;

type Deps = { readonly promises: Pick<Store["promises"], "delivered">; readonly now: () => number; readonly logger: Logger };

export const createNoteDelivered =
	({ promises, now, logger }: Deps): NoteDelivered =>
	(conversationId, read) => {
		for (const { id, keepsPromise } of read) {
			if (!keepsPromise) continue;
			promises
				.delivered(conversationId, id, now())
				.catch((error: unknown) => logger.warn({ err: error }, "could not note that a promise was kept"));
		}
	};
