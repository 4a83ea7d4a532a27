// What to do with an item that was not delivered.

import type { Instant } from "../../dialogs/status/report.ts";
import { RelinkError } from "../errors.ts";
import type { OutboxItem } from "../store/store.ts";

const maxAttempts = 10;
const firstPauseMs = 1_000;
const longestPauseMs = 5 * 60_000;

export type Retry = { readonly kind: "later"; readonly dueAt: Instant } | { readonly kind: "never" };

type Failure = {
	readonly item: Pick<OutboxItem, "attempts">;
	readonly error: unknown;
	readonly now: Instant;
	/** 0..1; spreads the tries of items that failed together. */
	readonly random: number;
};

/** Doubling pauses with jitter, at least as long as the other side asked for; never again when it said no or after ten tries. */
export const retryOf = ({ item, error, now, random }: Failure): Retry => {
	const { retryable = true, retryAfterMs = 0 } = error instanceof RelinkError ? error.context : {};
	if (!retryable || item.attempts + 1 >= maxAttempts) return { kind: "never" };
	const pauseMs = Math.min(firstPauseMs * 2 ** item.attempts, longestPauseMs) * (0.5 + random / 2);
	return { kind: "later", dueAt: now + Math.max(Math.ceil(pauseMs), retryAfterMs) };
};

/** True when the other side may have done it although it looks failed: no answer in time, or so it said itself. */
export const isAmbiguous = (error: unknown): boolean => {
	if (error instanceof RelinkError) return error.context.ambiguous === true;
	return error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
};
