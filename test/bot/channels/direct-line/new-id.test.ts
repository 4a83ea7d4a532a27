import { describe, expect, it } from "vitest";
import { newId } from "../../../../bot/channels/direct-line/new-id.ts";

const noon = Date.UTC(2026, 10, 29, 12);

describe("ids", () => {
	it("of one minute lie together, and never come twice", () => {
		const ids = Array.from({ length: 1_000 }, (_, second) => newId(noon + (second % 60) * 1_000));
		expect(new Set(ids).size).toBe(1_000);
		expect(new Set(ids.map((id) => id.slice(0, 4))).size).toBe(1);
		expect(newId(noon + 60_000).slice(0, 4)).not.toBe(ids[0]?.slice(0, 4));
	});

	it("have 128 random bits that do not repeat, in the alphabet of URLs", () => {
		const ids = Array.from({ length: 1_000 }, () => newId(noon));
		for (const id of ids) expect(id).toMatch(/^[\w-]{26}$/);
		const differing = Array.from({ length: 16 }, (_, at) => new Set(ids.map((id) => Buffer.from(id, "base64url")[3 + at])).size);
		// A thousand draws of a random byte miss so many of its values only once in more runs than there will be.
		for (const values of differing) expect(values).toBeGreaterThan(200);
	});

	it("can be made at any time the clock may show", () => {
		for (const at of [0, noon, Date.UTC(2300, 0)]) expect(newId(at)).toHaveLength(26);
	});
});
