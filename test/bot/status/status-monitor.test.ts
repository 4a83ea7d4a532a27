import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createStatusMonitor, type MonitorTimes, type StatusMonitor } from "../../../bot/status/status-monitor.ts";
import { createStatuspage } from "../../../bot/status/statuspage.ts";
import type { StatusReport } from "../../../dialogs/status/report.ts";
import { type Answer, json, type Pages, startPages } from "../../contracts/status-pages.ts";
import { silentLogger } from "../../support/silent-logger.ts";

const page = (status: string): Answer =>
	json({ page: { name: "Back office" }, status: { indicator: "none" }, components: [{ id: "c", name: "Gateway", status }] });
const fine = page("operational");
const down = page("major_outage");
const broken = json({ error: "database" }, 500);
const silent: Answer = () => undefined;

describe("the status monitor", () => {
	let pages: Pages;
	let now: number;
	let monitor: StatusMonitor | undefined;
	beforeEach(async () => {
		pages = await startPages(fine);
		now = 1_000_000;
	});
	afterEach(async () => {
		monitor?.stop();
		await pages.close();
	});

	const watch = (times: Partial<MonitorTimes> = {}): StatusMonitor => {
		const provider = createStatuspage({ baseUrl: () => pages.url, components: [], now: () => now });
		monitor = createStatusMonitor({ provider, now: () => now, logger: silentLogger, times });
		return monitor;
	};
	const ask = (from: StatusMonitor): Promise<StatusReport> => from.report(AbortSignal.timeout(5_000));

	it("asks the page once for five hundred questions at a time, and once for those after them", async () => {
		const monitored = watch();
		const reports = await Promise.all(Array.from({ length: 500 }, () => ask(monitored)));
		for (let n = 0; n < 500; n++) reports.push(await ask(monitored));
		expect(new Set(reports.map(({ kind }) => kind))).toEqual(new Set(["operational"]));
		expect(pages.asked).toHaveLength(1);
	});

	it("asks again when the report has aged", async () => {
		const monitored = watch({ pollMs: 10 });
		await ask(monitored);
		pages.answer = down;
		expect(await ask(monitored)).toMatchObject({ kind: "operational", asOf: 1_000_000 });
		now += 10;
		expect(await ask(monitored)).toMatchObject({ kind: "outage", asOf: 1_000_010 });
	});

	it("gives the last report with its age while a slow page is being read", async () => {
		const monitored = watch({ pollMs: 10, patienceMs: 30 });
		await monitored.refresh();
		pages.answer = silent;
		now += 20;
		expect(await ask(monitored)).toEqual({ kind: "operational", asOf: 1_000_000 });
	});

	it("keeps nobody waiting for a page that hangs", async () => {
		pages.answer = silent;
		const monitored = watch({ patienceMs: 60_000 });
		expect(await monitored.report(AbortSignal.timeout(30))).toEqual({ kind: "unavailable", reason: "timeout" });
	});

	it("never calls it fine after a failure, and says when it last was read", async () => {
		const monitored = watch({ pollMs: 10 });
		await ask(monitored);
		pages.answer = broken;
		now += 10;
		expect(await ask(monitored)).toEqual({ kind: "unavailable", reason: "unreachable", lastGood: 1_000_000 });
	});

	it("calls a report too old to trust stale", async () => {
		const monitored = watch({ pollMs: 10, patienceMs: 20, maxAgeMs: 100 });
		await monitored.refresh();
		pages.answer = silent;
		now += 101;
		expect(await ask(monitored)).toEqual({ kind: "unavailable", reason: "stale", lastGood: 1_000_000 });
	});

	it("leaves a page alone that keeps failing, and tries it once after the rest", async () => {
		pages.answer = broken;
		const monitored = watch({ pollMs: 10, restMs: 1_000, maxRestMs: 4_000 });
		for (let n = 0; n < 50; n++) {
			now += 10;
			expect(await ask(monitored)).toMatchObject({ kind: "unavailable" });
		}
		expect(pages.asked.length).toBeLessThanOrEqual(10);
		const before = pages.asked.length;
		now += 1_000;
		pages.answer = fine;
		await Promise.all([ask(monitored), ask(monitored)]);
		expect(pages.asked.length - before).toBe(1);
		expect(await ask(monitored)).toEqual({ kind: "operational", asOf: now });
	});

	it("tells of each change once, and nothing of a page that flaps between fine and failing", async () => {
		const monitored = watch();
		const heard: string[] = [];
		const unsubscribe = monitored.onChange(({ kind }) => heard.push(kind));
		for (const answer of [broken, fine, fine, broken, fine, down, broken, down, fine]) {
			pages.answer = answer;
			await monitored.refresh();
		}
		unsubscribe();
		pages.answer = down;
		await monitored.refresh();
		expect(heard).toEqual(["operational", "outage", "operational"]);
	});

	it("reads again at once when something is known to have changed, though a reading is under way", async () => {
		const monitored = watch();
		const first = ask(monitored);
		await vi.waitFor(() => expect(pages.asked).toHaveLength(1));
		pages.answer = down;
		expect(await monitored.refresh()).toMatchObject({ kind: "outage" });
		await first;
		expect(pages.asked).toHaveLength(2);
	});

	it("reads in the background from start to stop", async () => {
		const monitored = watch({ pollMs: 4 });
		const heard: string[] = [];
		monitored.onChange(({ kind }) => heard.push(kind));
		monitored.start();
		await vi.waitFor(() => expect(heard).toEqual(["operational"]));
		pages.answer = down;
		now += 4;
		await vi.waitFor(() => expect(heard).toEqual(["operational", "outage"]));
		monitored.stop();
		const asked = pages.asked.length;
		now += 4;
		await new Promise((resolve) => setImmediate(resolve));
		expect(pages.asked).toHaveLength(asked);
	});

	it("outlives a provider that breaks its promise and throws", async () => {
		const provider = { id: "broken", read: () => Promise.reject(new Error("broken")) };
		monitor = createStatusMonitor({ provider, now: () => now, logger: silentLogger });
		expect(await ask(monitor)).toEqual({ kind: "unavailable", reason: "unreachable" });
	});
});
