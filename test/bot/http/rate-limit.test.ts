import { describe, expect, it } from "vitest";
import { createRateLimit } from "../../../bot/http/rate-limit.ts";

const limiter = () => {
	let at = 1_000;
	return {
		ask: createRateLimit({ limit: 3, windowMs: 60_000, now: () => at }),
		wait: (ms: number) => {
			at += ms;
		},
	};
};

describe("createRateLimit", () => {
	it("allows the limit at once and says how long to wait after it", () => {
		const { ask } = limiter();
		expect([ask("a"), ask("a"), ask("a")].map((verdict) => verdict.kind)).toEqual(["allowed", "allowed", "allowed"]);
		expect(ask("a")).toEqual({ kind: "limited", retryAfterS: 20 });
	});

	it("gives one more back after its share of the window, without counting refusals", () => {
		const { ask, wait } = limiter();
		for (let i = 0; i < 10; i++) ask("a");
		wait(20_000);
		expect(ask("a").kind).toBe("allowed");
		expect(ask("a").kind).toBe("limited");
	});

	it("counts each key alone", () => {
		const { ask } = limiter();
		for (let i = 0; i < 4; i++) ask("a");
		expect(ask("b").kind).toBe("allowed");
	});

	it("keeps nobody out because the clock was set back", () => {
		const { ask, wait } = limiter();
		for (let i = 0; i < 4; i++) ask("a");
		wait(-3_600_000);
		expect([ask("a"), ask("a"), ask("a"), ask("a")].map((verdict) => verdict.kind)).toEqual(["allowed", "allowed", "allowed", "limited"]);
	});

	it("still limits the newest key after a flood of others", () => {
		const { ask } = limiter();
		for (let i = 0; i < 50_000; i++) ask(`flood-${i}`);
		for (let i = 0; i < 3; i++) ask("a");
		expect(ask("a").kind).toBe("limited");
	});
});
