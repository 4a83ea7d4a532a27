import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createConsoleDesk } from "../../../bot/desks/console.ts";
import { parseHours } from "../../../bot/desks/hours.ts";
import { openStore } from "../../../bot/store/open-store.ts";
import type { Store } from "../../../bot/store/store.ts";
import { deskContract } from "../../contracts/desk.contract.ts";
import { aConversation, aSummary } from "../../contracts/store-builders.ts";
import { silentLogger } from "../../support/silent-logger.ts";

/** A Monday, 09:00 in Shanghai. */
const monday = Date.UTC(2026, 10, 23, 1, 0);
const minuteMs = 60_000;

const startConsole = async (hours = "24/7") => {
	const folder = await mkdtemp(join(tmpdir(), "relink-console-"));
	const store = await openStore({ dataDir: folder, databaseUrl: null, logger: silentLogger });
	const clock = { now: monday };
	const parsed = parseHours(hours, "Asia/Shanghai");
	if (parsed.kind === "mistake") throw new Error(parsed.part);
	const desk = createConsoleDesk({ cases: store.cases, hours: parsed.hours, now: () => clock.now });
	const stop = async () => {
		await store.close();
		await rm(folder, { recursive: true, force: true });
	};
	return { store, clock, desk, stop };
};

const converse = (store: Store) => async () => {
	const id = `c${Math.random().toString(36).slice(2)}`;
	await store.conversations.create(aConversation(id), monday);
	return id;
};

deskContract("console", async () => {
	const { store, desk, stop } = await startConsole();
	const live = async (id: string) => {
		const cases = await store.cases.list(["waiting", "withAgent"], 100);
		return cases.filter(({ conversationId }) => conversationId === id).length;
	};
	return { desk, converse: converse(store), live, stop };
});

describe("the console desk", () => {
	let started: Awaited<ReturnType<typeof startConsole>>;
	const signal = new AbortController().signal;
	const li = { id: "id-li", name: "li" };

	beforeEach(async () => {
		started = await startConsole("Mon-Fri 09:00-18:00");
	});
	afterEach(() => started.stop());

	const open = async () => {
		const id = await converse(started.store)();
		return started.desk.open(`open-${id}`, id, aSummary({ caseId: `R-${id}` }), "en", signal);
	};

	it("is closed outside its hours, says when it opens, and keeps the case meanwhile", async () => {
		started.clock.now = monday - minuteMs;
		expect(await started.desk.availability(signal)).toEqual({ kind: "closed", opensAt: monday });
		expect(await open()).toMatchObject({ position: 1, waitMinutes: null });
	});

	it("expects the usual wait of late, in the middle of what others waited", async () => {
		for (const minutes of [2, 9, 4]) {
			const { reference } = await open();
			started.clock.now += minutes * minuteMs;
			await started.store.cases.accept(reference, li, started.clock.now);
		}
		expect(await started.desk.availability(signal)).toEqual({ kind: "open", waiting: 0, waitMinutes: 4 });
	});

	/** So many cases, all opened now and then taken one by one, so many minutes apart. */
	const work = async (count: number, minutesEach: number) => {
		const opened = [];
		for (let at = 0; at < count; at++) opened.push(await open());
		for (const { reference } of opened) {
			started.clock.now += minutesEach * minuteMs;
			await started.store.cases.accept(reference, li, started.clock.now);
		}
	};

	it("expects no less than the queue takes to move up, at the pace of late", async () => {
		await work(3, 4);
		const tickets = [];
		for (let at = 0; at < 12; at++) tickets.push(await open());
		expect(tickets.at(0)).toMatchObject({ position: 1, waitMinutes: 8 });
		expect(tickets.at(-1)).toMatchObject({ position: 12, waitMinutes: 44, answerBy: started.clock.now + 44 * minuteMs });
		expect(await started.desk.availability(signal)).toEqual({ kind: "open", waiting: 12, waitMinutes: 48 });
	});

	it("gives no estimate behind others while it is not known how fast the queue moves", async () => {
		expect(await open()).toMatchObject({ position: 1, waitMinutes: 5 });
		expect(await open()).toMatchObject({ position: 2, waitMinutes: null, answerBy: null });
		expect(await started.desk.availability(signal)).toEqual({ kind: "open", waiting: 2, waitMinutes: null });
	});

	it("never expects less than somebody is waiting already", async () => {
		await work(2, 1);
		await open();
		started.clock.now += 25 * minuteMs;
		expect(await started.desk.availability(signal)).toEqual({ kind: "open", waiting: 1, waitMinutes: 25 });
	});

	it("gives an accepted case no place in the queue", async () => {
		const id = await converse(started.store)();
		const ticket = () => started.desk.open(`open-${id}`, id, aSummary({ caseId: `R-${id}` }), "en", signal);
		const { reference } = await ticket();
		await started.store.cases.accept(reference, li, started.clock.now);
		expect((await ticket()).position).toBe(0);
	});
});
