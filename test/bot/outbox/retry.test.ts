import { describe, expect, it } from "vitest";
import { relinkError } from "../../../bot/errors.ts";
import { isAmbiguous, retryOf } from "../../../bot/outbox/retry.ts";

const away = relinkError("CHANNEL_UNREACHABLE");

describe("retryOf", () => {
	it.each([
		{ why: "first try, least jitter", attempts: 0, random: 0, error: away, dueAt: 500 },
		{ why: "first try, most jitter", attempts: 0, random: 1, error: away, dueAt: 1_000 },
		{ why: "doubles", attempts: 3, random: 1, error: away, dueAt: 8_000 },
		{ why: "at most five minutes", attempts: 8, random: 1, error: new Error("?"), dueAt: 256_000 },
		{
			why: "the other side asked for more",
			attempts: 0,
			random: 1,
			error: relinkError("CHANNEL_UNREACHABLE", { retryAfterMs: 30_000 }),
			dueAt: 30_000,
		},
		{
			why: "the other side asked for less",
			attempts: 3,
			random: 1,
			error: relinkError("CHANNEL_UNREACHABLE", { retryAfterMs: 10 }),
			dueAt: 8_000,
		},
	])("tries later: $why", ({ attempts, random, error, dueAt }) => {
		expect(retryOf({ item: { attempts }, error, now: 0, random })).toEqual({ kind: "later", dueAt });
	});

	it.each([
		{ why: "the other side said no", attempts: 0, error: relinkError("CHANNEL_REFUSED", { retryable: false }) },
		{ why: "ten tries are enough", attempts: 9, error: away },
	])("gives up: $why", ({ attempts, error }) => {
		expect(retryOf({ item: { attempts }, error, now: 0, random: 0 })).toEqual({ kind: "never" });
	});
});

describe("isAmbiguous", () => {
	it.each([
		{ why: "no answer in time", error: new DOMException("", "TimeoutError"), ambiguous: true },
		{ why: "the channel says so", error: relinkError("CHANNEL_UNREACHABLE", { ambiguous: true }), ambiguous: true },
		{ why: "never got there", error: away, ambiguous: false },
		{ why: "an error of ours", error: new Error("?"), ambiguous: false },
	])("knows what may have been seen: $why", ({ error, ambiguous }) => {
		expect(isAmbiguous(error)).toBe(ambiguous);
	});
});
