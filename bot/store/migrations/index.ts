// Every migration, in order. A new one is a file beside this one and a row here.

import { first } from "./0001-first.ts";
import { spentTickets } from "./0002-spent-tickets.ts";
import { promises } from "./0003-promises.ts";
import { receivedInKeyOrder } from "./0004-received-in-key-order.ts";
import { outboxLaneWhole } from "./0005-outbox-lane-whole.ts";
import { agingByConversation } from "./0006-aging-by-conversation.ts";
import type { Migration } from "./migration.ts";

export const migrations: readonly Migration[] = [first, spentTickets, promises, receivedInKeyOrder, outboxLaneWhole, agingByConversation];
