// Work that waits together is written in one transaction, because a commit costs a disk flush. Only when some of it fails is all
// done again, each under a savepoint of its own.

import { setTimeout as sleep } from "node:timers/promises";
import { relinkError } from "../errors.ts";
import type { Transaction, Value } from "./database.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

type Told = { readonly topic: string; readonly payload: string; readonly along?: unknown };
type Job = { readonly run: (connection: SqliteConnection, tell: (told: Told) => void) => Promise<unknown>; readonly settle: Settle };
type Settle = { resolve(value: unknown): void; reject(error: unknown): void };

/** Keeps a flush under a few milliseconds. */
const maxJobsPerCommit = 200;
const lockRetryMs = 25;

/** For so long work is waited for, as long as some comes in every go of the event loop. */
const gatherMs = 20;

type Deps = {
	readonly connection: SqliteConnection;
	readonly tell: (topic: string, payload: string, along?: unknown) => void;
	/** How long to wait for another process's lock before giving up. */
	readonly lockedForMs: number;
};

export type GroupCommit = {
	/** `patienceMs`: how long the work may wait for other work to come. */
	run<T>(work: (tx: Transaction) => Promise<T>, patienceMs?: number): Promise<T>;
	/** How much is asked for and not yet begun. */
	waiting(): number;
	/** Resolves when nothing is waiting any more. */
	idle(): Promise<void>;
};

/** A writer that commits together what is asked for within a few goes of the event loop, and what was patient until then with it. */
export const createGroupCommit = (deps: Deps): GroupCommit => {
	const waiting: Job[] = [];
	let flushing: Promise<void> | null = null;
	let patience: NodeJS.Timeout | null = null;
	/** Whether something waits that is not patient, or no longer. */
	let isPressing = false;
	/** What comes in one go of the event loop often comes with more in the next. */
	const gather = async () => {
		const until = performance.now() + gatherMs;
		let before: number;
		do {
			before = waiting.length;
			await new Promise(setImmediate);
		} while (before < waiting.length && waiting.length < maxJobsPerCommit && performance.now() < until);
	};
	const flushAll = async () => {
		await gather();
		while (isPressing && waiting.length > 0) {
			isPressing = waiting.length > maxJobsPerCommit;
			await commit(deps, waiting.splice(0, maxJobsPerCommit));
		}
		flushing = null;
	};
	const flush = () => {
		if (patience !== null) clearTimeout(patience);
		patience = null;
		isPressing = true;
		flushing ??= flushAll();
	};
	return {
		run: <T>(work: (tx: Transaction) => Promise<T>, patienceMs = 0) =>
			new Promise<T>((resolve, reject) => {
				waiting.push({
					run: (connection, tell) => work(transactionOver(connection, tell)),
					// The job's own result comes back to it: what `run` resolves with is a T.
					settle: { resolve: (value) => resolve(value as T), reject },
				});
				if (patienceMs === 0) flush();
				else patience ??= setTimeout(flush, patienceMs);
			}),
		waiting: () => waiting.length,
		idle: async () => {
			while (waiting.length > 0 || flushing !== null) {
				flush();
				await flushing;
			}
		},
	};
};

const transactionOver = (connection: SqliteConnection, tell: (told: Told) => void): Transaction => ({
	isAlone: true,
	all: async (sql: string, values?: readonly Value[]) => connection.all(sql, values),
	first: async (sql: string, values?: readonly Value[]) => connection.first(sql, values),
	run: async (sql: string, values?: readonly Value[]) => connection.run(sql, values),
	tell: (topic, payload, along) => tell({ topic, payload, along }),
});

type Result = { readonly job: Job; readonly value: unknown; readonly told: readonly Told[] };

const commit = async (deps: Deps, jobs: readonly Job[]): Promise<void> => {
	const { connection, tell } = deps;
	let results: readonly Result[];
	try {
		results = (await tryTogether(deps, jobs)) ?? (await tryOneByOne(deps, jobs));
	} catch (error) {
		for (const { settle } of jobs) settle.reject(storeError(error));
		// Should this fail too, the connection is of no more use, and the process had better start again.
		if (connection.isInTransaction()) connection.run("ROLLBACK");
		return;
	}
	for (const { job, value } of results) job.settle.resolve(value);
	for (const { told } of results) for (const { topic, payload, along } of told) tell(topic, payload, along);
};

/** Null, and nothing written, when one of them failed. */
const tryTogether = async ({ connection, lockedForMs }: Deps, jobs: readonly Job[]): Promise<readonly Result[] | null> => {
	const results: Result[] = [];
	await begin(connection, lockedForMs);
	try {
		for (const job of jobs) results.push(await run(connection, job));
	} catch (error) {
		if (!connection.isInTransaction()) throw error;
		connection.run("ROLLBACK");
		return null;
	}
	connection.run("COMMIT");
	return results;
};

const tryOneByOne = async ({ connection, lockedForMs }: Deps, jobs: readonly Job[]): Promise<readonly Result[]> => {
	const results: Result[] = [];
	await begin(connection, lockedForMs);
	for (const job of jobs) {
		const result = await runAlone(connection, job);
		if (result !== null) results.push(result);
	}
	connection.run("COMMIT");
	return results;
};

const begin = async (connection: SqliteConnection, lockedForMs: number): Promise<void> => {
	const giveUpAt = performance.now() + lockedForMs;
	for (;;) {
		try {
			connection.run("BEGIN IMMEDIATE");
			return;
		} catch (error) {
			if (codeOf(error) !== "SQLITE_BUSY" || performance.now() > giveUpAt) throw error;
		}
		await sleep(lockRetryMs);
	}
};

const run = async (connection: SqliteConnection, job: Job): Promise<Result> => {
	const told: Told[] = [];
	const value = await job.run(connection, (message) => told.push(message));
	return { job, value, told };
};

/** One job under its own savepoint; null when it failed alone. A failure that ended the transaction fails the whole group. */
const runAlone = async (connection: SqliteConnection, job: Job): Promise<Result | null> => {
	connection.run("SAVEPOINT job");
	try {
		const result = await run(connection, job);
		connection.run("RELEASE job");
		return result;
	} catch (error) {
		if (!connection.isInTransaction()) throw error;
		connection.run("ROLLBACK TO job");
		connection.run("RELEASE job");
		job.settle.reject(storeError(error));
		return null;
	}
};

const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "");

/** Conditions of the machine, not of the statement: worth trying again later. */
const unavailable = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|NOMEM)/;

/** The same error, or STORE_UNAVAILABLE when the disk or a lock is to blame. */
export const storeError = (error: unknown): unknown =>
	unavailable.test(codeOf(error)) ? relinkError("STORE_UNAVAILABLE", { cause: error }) : error;
