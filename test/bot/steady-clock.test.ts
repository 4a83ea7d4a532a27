import { describe, expect, it } from "vitest";
import { createSteadyClock } from "../../bot/steady-clock.ts";

const minute = 60_000;

describe("createSteadyClock", () => {
	it.each([
		{ why: "goes with the wall clock", wall: [0, minute, 2 * minute], shown: [0, minute, 2 * minute] },
		{ why: "follows it forward", wall: [0, 10 * minute, 11 * minute], shown: [0, 10 * minute, 11 * minute] },
		{ why: "goes slower when it is set back", wall: [0, -10 * minute, -9 * minute], shown: [0, minute / 2, minute] },
		{
			why: "meets it again after a jump forward and back",
			wall: [0, 3 * minute, 2 * minute, 3 * minute, 4 * minute, 5 * minute],
			shown: [0, 3 * minute, 3.5 * minute, 4 * minute, 4.5 * minute, 5 * minute],
		},
	])("$why", ({ wall, shown }) => {
		let minutes = 0;
		const now = createSteadyClock(
			() => 1_760_000_000_000 + (wall[minutes] ?? 0),
			() => 5 + minutes * minute,
		);
		const seen = shown.map(() => {
			const at = now();
			minutes += 1;
			return at - 1_760_000_000_000;
		});
		expect(seen).toEqual(shown);
	});
});
