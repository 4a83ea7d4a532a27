// What a turn is given: the pure core, the store, and the two things it may ask the outside.

import type { ConversationState, Event, Facts, Need, Reply, Turn } from "../../dialogs/conversation.ts";
import type { SafeText } from "../../dialogs/privacy/safe-text.ts";
import type { Instant } from "../../dialogs/status/report.ts";
import type { Listening, Understanding } from "../../dialogs/understanding/understanding.ts";
import type { Logger } from "../logger.ts";
import type { Metrics } from "../metrics.ts";
import type { Store } from "../store/store.ts";
import type { FactSources } from "./facts.ts";
import type { Say } from "./say.ts";

export type TurnDeps = {
	readonly conversations: Store["conversations"];
	readonly understand: (text: SafeText, listening: Listening) => Understanding;
	readonly needs: (state: ConversationState, event: Event) => readonly Need[];
	readonly decide: (state: ConversationState, event: Event, facts: Facts, now: Instant) => Turn;
	readonly facts: FactSources;
	readonly say: Say;
	/** Said when a message could not be answered. */
	readonly sorry: Reply;
	/** For how long what may leave at once is leased to the outbox of this process; 0 when that would not take it now. */
	readonly leaseMs: () => number;
	readonly now: () => Instant;
	readonly metrics: Metrics;
	readonly logger: Logger;
};
