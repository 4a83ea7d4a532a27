import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const web = new URL("../../../dist/web/", import.meta.url);
const bytes = (path: string): number => readFileSync(new URL(path, web)).length;

describe("what the chat weighs", () => {
	it("is at most 5 kB for the loader, before compression", () => {
		expect(bytes("embed.js")).toBeLessThanOrEqual(5_000);
	});

	it("is at most 25 kB for the whole app, gzipped", () => {
		const assets = readdirSync(new URL("assets/", web)).filter((name) => name.endsWith(".gz"));
		const total = assets.reduce((sum, name) => sum + bytes(`assets/${name}`), bytes("chat.html.gz"));
		expect(total).toBeGreaterThan(5_000);
		expect(total).toBeLessThanOrEqual(25_000);
	});
});
