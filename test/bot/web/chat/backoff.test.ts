import { describe, expect, it } from "vitest";
import { backoffMs } from "../../../../bot/web/chat/backoff.ts";

describe("backoffMs", () => {
	it.each([
		{ why: "a lost connection", failures: 0, least: 250, most: 500 },
		{ why: "the first failure", failures: 1, least: 250, most: 500 },
		{ why: "the third", failures: 3, least: 1_000, most: 2_000 },
		{ why: "a whole night of failures", failures: 2_000, least: 5_000, most: 10_000 },
	])("lies within its bounds after $why", ({ failures, least, most }) => {
		expect(backoffMs(failures, 0)).toBe(least);
		expect(backoffMs(failures, 0.9999)).toBeLessThanOrEqual(most);
	});
});
