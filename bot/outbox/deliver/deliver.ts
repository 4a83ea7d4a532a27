// What it is to carry out one kind of item.

import type { EffectOutcome } from "../../../dialogs/conversation.ts";
import type { OutboxItem, OutboxPayload } from "../../store/store.ts";

type Kind = OutboxPayload["kind"];

type ItemOf<K extends Kind> = OutboxItem & { readonly payload: Extract<OutboxPayload, { readonly kind: K }> };

/** Throws when it was not done; a RelinkError says whether and when to try again, and whether it may have been done after all. */
export type Deliver<K extends Kind> = (item: ItemOf<K>, signal: AbortSignal) => Promise<EffectOutcome>;
