// One index finds what is alive in a lane, and everything of a conversation: the dead are in it too, behind the living.

import type { Migration } from "./migration.ts";

export const outboxLaneWhole: Migration = {
	number: 5,
	statements: () => ["DROP INDEX outbox_lane", "CREATE INDEX outbox_lane ON outbox (conversation_id, lane, dead_at, id)"],
};
