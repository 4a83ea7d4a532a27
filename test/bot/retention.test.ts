import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createRetention } from "../../bot/retention.ts";
import { silentLogger } from "../support/silent-logger.ts";

const minute = 60_000;

describe("createRetention", () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	const started = (failures: number) => {
		let left = failures;
		const calls = { store: 0, photos: 0 };
		const retention = createRetention({
			store: {
				purge: async () => {
					calls.store += 1;
					if (left-- > 0) throw new Error("somebody reads");
					return 0;
				},
			},
			uploads: {
				purge: async () => {
					calls.photos += 1;
					return 0;
				},
			},
			retentionDays: 30,
			now: Date.now,
			logger: silentLogger,
		});
		retention.start();
		return { calls, retention };
	};

	it("looks at the start and every six hours", async () => {
		const { calls, retention } = started(0);
		await vi.advanceTimersByTimeAsync(359 * minute);
		expect(calls.store).toBe(1);
		await vi.advanceTimersByTimeAsync(minute);
		expect(calls.store).toBe(2);
		retention.stop();
		await vi.advanceTimersByTimeAsync(1_000 * minute);
		expect(calls.store).toBe(2);
	});

	it("tries again within minutes what failed, and deletes photos all the same", async () => {
		const { calls, retention } = started(1);
		await vi.advanceTimersByTimeAsync(0);
		expect(calls).toEqual({ store: 1, photos: 1 });
		await vi.advanceTimersByTimeAsync(10 * minute);
		expect(calls.store).toBe(2);
		await vi.advanceTimersByTimeAsync(10 * minute);
		expect(calls.store).toBe(2);
		retention.stop();
	});
});
