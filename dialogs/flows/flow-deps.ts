// What flows are built from, and the moment a flow answers in.

import type { ConversationState, Facts } from "../conversation.ts";
import type { Diagnosis } from "../diagnosis/diagnosis.ts";
import type { Instant } from "../status/report.ts";

export type FlowDeps = { readonly diagnosis: Diagnosis };

/** State, facts and time of one turn; flows pass it on to the steps they share. */
export type Moment = { readonly state: ConversationState; readonly facts: Facts; readonly now: Instant };
