import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createMetrics } from "../../../bot/metrics.ts";
import type { DeliverTable } from "../../../bot/outbox/deliver/deliver-table.ts";
import { createOutbox } from "../../../bot/outbox/outbox.ts";
import { createStore } from "../../../bot/store/create-store.ts";
import type { Database } from "../../../bot/store/database.ts";
import { migrate } from "../../../bot/store/migrate.ts";
import { putIntoOutbox } from "../../../bot/store/outbox-rows.ts";
import { openPostgres } from "../../../bot/store/postgres.ts";
import type { OutboxItem, Store } from "../../../bot/store/store.ts";
import { anEntry } from "../../contracts/store-builders.ts";
import { startPostgres } from "../../support/postgres.ts";
import { silentLogger } from "../../support/silent-logger.ts";

const postgres = await startPostgres();

/** Shorter than a lease, whose end would bring any item to light. */
const soon = { timeout: 2_500 };

const aGate = () => {
	let open = () => undefined as unknown;
	const opened = new Promise<void>((resolve) => {
		open = resolve;
	});
	return { opened, open: () => open() };
};

if (postgres !== null) {
	let database: Database;
	beforeAll(async () => {
		database = await openPostgres(postgres.url, silentLogger);
		await migrate(database);
	});
	afterAll(async () => {
		await database.close();
		await postgres.stop();
	});

	/** An outbox over the store, whose first delivery waits for the gate. */
	const run = (outboxStore: Store["outbox"]) => {
		const delivered: string[] = [];
		const first = aGate();
		const sendActivity = async ({ idempotencyKey }: OutboxItem) => {
			delivered.push(idempotencyKey);
			if (delivered.length === 1) await first.opened;
			return { kind: "done" } as const;
		};
		const outbox = createOutbox({
			store: { outbox: outboxStore },
			turns: { answer: () => undefined },
			deliver: { sendActivity } as unknown as DeliverTable, // Nothing else is put in.
			now: Date.now,
			random: () => 0,
			metrics: createMetrics(),
			logger: silentLogger,
		});
		outbox.start();
		return { outbox, delivered, first };
	};
	const item = (conversationId: string, key: string) => ({
		conversationId,
		idempotencyKey: key,
		payload: { kind: "sendActivity", entry: { ...anEntry(key), seq: 1, id: key } } as const,
		dueAt: Date.now(),
		leaseMs: 4_000,
	});

	describe("the next item of a lane over PostgreSQL", () => {
		it("goes out when it was being put in while the one before was settled", async () => {
			const { outbox, delivered, first } = run(createStore(database).outbox);
			await database.transaction((tx) => putIntoOutbox(tx, item("c1", "one")));
			const [written, commit] = [aGate(), aGate()];
			const second = database.transaction(async (tx) => {
				await putIntoOutbox(tx, item("c1", "two"));
				written.open();
				await commit.opened;
			});
			await written.opened;
			first.open();
			await vi.waitFor(async () => expect(await database.all("SELECT id FROM outbox")).toEqual([]));
			commit.open();
			await second;
			await vi.waitFor(() => expect(delivered).toEqual(["one", "two"]), soon);
			await outbox.stop();
		});

		it("goes out when it was put in while the one before was being settled", async () => {
			const store = createStore(database);
			const [deleted, commit, looked] = [aGate(), aGate(), aGate()];
			const slow: Database = {
				...database,
				transaction: (work, patienceMs) =>
					database.transaction(async (tx) => {
						const result = await work(tx);
						deleted.open();
						await commit.opened;
						return result;
					}, patienceMs),
			};
			const nextDueAt = async () => {
				const dueAt = await store.outbox.nextDueAt();
				if (dueAt !== null) looked.open();
				return dueAt;
			};
			const { outbox, delivered, first } = run({ ...store.outbox, nextDueAt, settle: createStore(slow).outbox.settle });
			await database.transaction((tx) => putIntoOutbox(tx, item("c2", "one")));
			first.open();
			await deleted.opened;
			await database.transaction((tx) => putIntoOutbox(tx, item("c2", "two")));
			await looked.opened;
			commit.open();
			await vi.waitFor(() => expect(delivered).toEqual(["one", "two"]), soon);
			await outbox.stop();
		});
	});
}
