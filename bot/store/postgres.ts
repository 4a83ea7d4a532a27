// PostgreSQL through a pool: row locks, repeated when two transactions collide; messages to all replicas by LISTEN/NOTIFY.

import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { relinkError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import { places } from "./by-count.ts";
import type { Database, Row, Transaction, Value } from "./database.ts";
import { listenPostgres, type NewClient } from "./postgres-listener.ts";
import { createTopics, type Topics } from "./topics.ts";

const poolSize = 16;
const connectTimeoutMs = 3_000;
const statementTimeoutMs = 10_000;
const maxAttempts = 8;
const scrubTables = "received, events, log, promises, records, outbox, cases, spent_tickets, conversations";

type Driver = typeof pg;

/** 8-byte integers are counters and epoch milliseconds here: numbers, not strings. */
const typesOf = ({ types }: Driver): pg.CustomTypesConfig => ({
	getTypeParser: (oid: number, format?: "text" | "binary") => (oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format)),
});

/** Opens a pool to the database and one connection that listens. The driver is loaded here: who has no PostgreSQL saves its memory. */
export const openPostgres = async (connectionString: string, logger: Logger): Promise<Database> => {
	const { default: pg } = await import("pg");
	const connection = { connectionString, types: typesOf(pg), connectionTimeoutMillis: connectTimeoutMs, keepAlive: true };
	const newClient: NewClient = (settings) => outliving(new pg.Client({ ...connection, ...settings }));
	const pool = new pg.Pool({ ...connection, max: poolSize, statement_timeout: statementTimeoutMs, query_timeout: statementTimeoutMs });
	// An idle connection that breaks is replaced by the pool; without a listener it would end the process.
	pool.on("error", (error) => logger.warn({ err: error }, "an idle database connection broke"));
	pool.on("connect", outliving);
	const query = createQuery();
	const topics = createTopics(logger);
	const backends = backendsOf(pool);
	const listener = listenPostgres({ newClient, topics, isOurs: (pid) => backends.has(pid), logger });
	return {
		isOurs: false,
		dialect: {
			serial: "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
			inKeyOrder: null,
			forUpdate: "FOR UPDATE",
			skipLocked: "FOR UPDATE SKIP LOCKED",
			lockSchema: "SELECT pg_advisory_xact_lock(7365432)",
		},
		all: (sql, values) => query(pool, sql, values).then(({ rows }) => rows, fail),
		first: (sql, values) => query(pool, sql, values).then(({ rows }) => rows[0], fail),
		transaction: (work) => transaction({ pool, query, topics }, work).catch(fail),
		listen: topics.listen,
		scrub: () => vacuum(newClient()),
		waiting: () => pool.waitingCount,
		close: async () => {
			await listener.stop();
			await pool.end();
		},
	};
};

/**
 * A connection that is ended says so up to twice as an event, beside failing the query under way. An event that nobody listens to
 * ends the process, and the pool listens to idle connections only.
 */
const outliving = <Connection extends pg.Client | pg.PoolClient>(client: Connection): Connection => {
	client.on("error", () => undefined);
	return client;
};

/** On a connection of its own: it may take longer than a statement of the pool may. */
const vacuum = async (client: pg.Client): Promise<void> => {
	await client.connect();
	try {
		await client.query(`VACUUM ${scrubTables}`);
	} finally {
		await client.end();
	}
};

type Result = { readonly rows: readonly Row[]; readonly rowCount: number | null };
type Client = { query(config: { name: string; text: string; values: readonly Value[] }): Promise<Result> };

type Query = (client: Client, sql: string, values?: readonly Value[]) => Promise<Result>;

/** Asks with `?` turned to `$1`, under a name by which the server keeps the plan. */
const createQuery = (): Query => {
	const named = new Map<string, { readonly name: string; readonly text: string }>();
	const nameOf = (sql: string) => {
		let count = 0;
		const statement = { name: `s${named.size}`, text: sql.replaceAll("?", () => `$${++count}`) };
		named.set(sql, statement);
		return statement;
	};
	return (client, sql, values = []) => client.query({ ...(named.get(sql) ?? nameOf(sql)), values });
};

/** The server's processes that work for this pool: what they notify was told here already. */
const backendsOf = (pool: pg.Pool): ReadonlySet<number> => {
	const backends = new Set<number>();
	// @types/pg leaves out the process id that the server gives each connection.
	const pidOf = (client: pg.PoolClient) => (client as unknown as { readonly processID: number }).processID;
	pool.on("connect", (client) => backends.add(pidOf(client)));
	pool.on("remove", (client) => backends.delete(pidOf(client)));
	return backends;
};

type Session = { readonly pool: pg.Pool; readonly query: Query; readonly topics: Topics };

const transaction = async <T>(session: Session, work: (tx: Transaction) => Promise<T>): Promise<T> => {
	for (let attempt = 1; ; attempt++) {
		try {
			return await attemptTransaction(session, work);
		} catch (error) {
			if (attempt === maxAttempts || !collided(error)) throw error;
		}
		await sleep(attempt * attempt * 2);
	}
};

const attemptTransaction = async <T>({ pool, query, topics }: Session, work: (tx: Transaction) => Promise<T>): Promise<T> => {
	const client = await pool.connect();
	let broken: Error | undefined;
	try {
		await client.query("BEGIN");
		const told: { readonly topic: string; readonly payload: string; readonly along: unknown }[] = [];
		const result = await work({
			isAlone: false,
			all: async (sql, values) => (await query(client, sql, values)).rows,
			first: async (sql, values) => (await query(client, sql, values)).rows[0],
			run: async (sql, values) => (await query(client, sql, values)).rowCount ?? 0,
			tell: (topic, payload, along) => told.push({ topic, payload, along }),
		});
		const notify = `SELECT ${places(told.length, "pg_notify(?, ?)")}`;
		if (told.length > 0)
			await query(
				client,
				notify,
				told.flatMap(({ topic, payload }) => [topic, payload]),
			);
		await client.query("COMMIT");
		for (const { topic, payload, along } of told) topics.tell(topic, payload, along);
		return result;
	} catch (error) {
		broken = await rollback(client);
		throw error;
	} finally {
		client.release(broken);
	}
};

/** The error that makes the connection useless, if there is one. */
const rollback = (client: pg.PoolClient): Promise<Error | undefined> =>
	client.query("ROLLBACK").then(
		() => undefined,
		(error: unknown) => (error instanceof Error ? error : new Error("the rollback failed", { cause: error })),
	);

/** Serialization failure and deadlock: the same work succeeds when it is done again. */
const collided = (error: unknown): boolean => isFromServer(error) && (error.code === "40001" || error.code === "40P01");

/** Classes of SQLSTATE for a server that is away, full or shutting down. */
const unavailable = /^(08|53|57|58|25006)/;

const fail = (error: unknown): never => {
	if (isFromServer(error) ? unavailable.test(error.code ?? "") : isNetworkError(error))
		throw relinkError("STORE_UNAVAILABLE", { cause: error });
	throw error;
};

/** Only the server's own errors have a severity. */
const isFromServer = (error: unknown): error is pg.DatabaseError => error instanceof Error && "severity" in error;

/** pg throws plain errors for a connection that broke or timed out. */
const isNetworkError = (error: unknown): boolean =>
	error instanceof Error && ("errno" in error || /connection|timeout|timed out|terminated/i.test(error.message));
