// What a detector found, as offsets into the text as it was written.

import type { RedactedKind } from "../../conversation.ts";

export type Span = { readonly kind: RedactedKind; readonly start: number; readonly end: number };
