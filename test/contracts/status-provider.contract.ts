// What every status provider promises, whatever the vendor: the same kinds from its own words, and no evidence from a failure.

import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProviderDeps } from "../../bot/status/read-page.ts";
import type { StatusProvider } from "../../bot/status/status-provider.ts";
import type { StatusReport } from "../../dialogs/status/report.ts";
import { type Answer, faults, type Pages, startPages } from "./status-pages.ts";

export type VendorUnderTest = {
	readonly create: (deps: ProviderDeps) => StatusProvider;
	/** Appended to the server's address: where the vendor's page lives. */
	readonly path?: string;
	/** Pages in the vendor's own format. Their one payment part is called "gateway". */
	readonly operational: Answer;
	readonly degraded: Answer;
	readonly outage: Answer;
	/** Vendors that know planned work. */
	readonly maintenance?: Answer;
	/** Something else is down, "gateway" is fine. */
	readonly downElsewhere: Answer;
	/** HTTP requests of one reading. */
	readonly requests: number;
};

/** The time at which every page is read. */
export const readAt = Date.UTC(2026, 10, 23, 3, 0);

/** Runs the whole contract. */
export const statusProviderContract = (name: string, vendor: VendorUnderTest): void => {
	describe(`the ${name} provider`, () => {
		let pages: Pages;
		beforeAll(async () => {
			pages = await startPages(vendor.operational);
		});
		afterAll(() => pages.close());

		const read = (components: readonly string[] = [], signal = AbortSignal.timeout(5_000)): Promise<StatusReport> =>
			vendor.create({ baseUrl: () => `${pages.url}${vendor.path ?? ""}`, components, now: () => readAt }).read(signal);

		it("goes by its name in the registry", () => {
			expect(vendor.create({ baseUrl: () => pages.url, components: [], now: () => readAt }).id).toBe(name);
		});

		const kinds = (["operational", "degraded", "outage", "maintenance"] as const).flatMap((kind) => {
			const answer = vendor[kind];
			return answer === undefined ? [] : [{ kind, answer }];
		});
		it.each(kinds)("says $kind, as of the reading", async ({ kind, answer }) => {
			pages.answer = answer;
			expect(await read()).toMatchObject({ kind, asOf: readAt });
		});

		it("names what is affected", async () => {
			pages.answer = vendor.outage;
			expect(await read()).toMatchObject({ components: [expect.stringMatching(/gateway/i)] });
		});

		it("looks only at the parts that carry payments, whatever their case", async () => {
			pages.answer = vendor.downElsewhere;
			expect(await read(["GateWay "])).toEqual({ kind: "operational", asOf: readAt });
			expect(await read()).toMatchObject({ kind: "outage" });
			pages.answer = vendor.outage;
			expect(await read(["gateway"])).toMatchObject({ kind: "outage" });
		});

		it("takes one reading's worth of requests", async () => {
			pages.answer = vendor.operational;
			const before = pages.asked.length;
			await read();
			expect(pages.asked.length - before).toBe(vendor.requests);
		});

		it.each(faults)("has no evidence from a page that $why", async ({ answer, reason }) => {
			pages.answer = answer;
			const report = await read([], AbortSignal.timeout(400));
			expect(report).toMatchObject({ kind: "unavailable", ...(reason === undefined ? {} : { reason }) });
			expect(pages.sentBytes()).toBeLessThan(1024 * 1024);
		});

		it("has no evidence from a port where nobody listens, nor from broken TLS", async () => {
			const free = createServer();
			await new Promise<void>((resolve) => free.listen(0, "127.0.0.1", resolve));
			const address = free.address();
			const port = typeof address === "object" && address !== null ? address.port : 0;
			await new Promise((resolve) => free.close(resolve));
			for (const baseUrl of [`http://127.0.0.1:${port}`, pages.url.replace("http:", "https:")]) {
				const provider = vendor.create({ baseUrl: () => `${baseUrl}${vendor.path ?? ""}`, components: [], now: () => readAt });
				expect(await provider.read(AbortSignal.timeout(2_000))).toEqual({ kind: "unavailable", reason: "unreachable" });
			}
		});
	});
};
