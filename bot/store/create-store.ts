// The store over any database.

import { changedTopic } from "./accept-event.ts";
import { backlog } from "./backlog.ts";
import { createCases } from "./cases.ts";
import { closedCauses } from "./closed-causes.ts";
import { createConversations } from "./conversations.ts";
import type { Database } from "./database.ts";
import { createMerchantData } from "./merchant-data.ts";
import { createOutboxStore } from "./outbox.ts";
import { createPromises } from "./promises.ts";
import { purge } from "./purge.ts";
import { keepRecent } from "./recent-conversations.ts";
import { reviewList } from "./review-list.ts";
import type { LogEntry, Store } from "./store.ts";

/** Puts the parts together; the schema must be up to date. */
export const createStore = (database: Database): Store => {
	const all = createConversations(database);
	const recent = database.isOurs ? keepRecent(all) : null;
	return {
		conversations: recent ?? all,
		outbox: createOutboxStore(database),
		promises: createPromises(database),
		cases: createCases(database),
		merchantData: createMerchantData(database),
		// What goes along is what accept-event.ts and commit-turn.ts gave.
		onChange: (heard, missed) => database.listen(changedTopic, (id, along) => heard(id, along as readonly LogEntry[] | undefined), missed),
		ready: () =>
			database
				.transaction((tx) => tx.run("UPDATE migrations SET number = number"))
				.then(
					() => true,
					() => false,
				),
		backlog: (now) => backlog(database, now),
		closedCauses: () => closedCauses(database),
		reviewList: () => reviewList(database),
		purge: (before) => purge(database, before).finally(() => recent?.forgetAll()),
		close: () => database.close(),
	};
};
