// The one port to a database. The SQL of the other files in this folder is written once and runs on both.

export type Value = string | number | null;
export type Row = { readonly [column: string]: unknown };

export interface Reader {
	/** Rows of a query. Placeholders are `?`. Outside a transaction it sees only what is durable. */
	all(sql: string, values?: readonly Value[]): Promise<readonly Row[]>;
	/** The first row; for queries that have one at most. */
	first(sql: string, values?: readonly Value[]): Promise<Row | undefined>;
}

export interface Transaction extends Reader {
	/** No other transaction goes on beside it. */
	readonly isAlone: boolean;
	/** Number of rows changed. */
	run(sql: string, values?: readonly Value[]): Promise<number>;
	/** Tells every replica, this one included, once the transaction is durable. `along` goes to listeners of this process only, if at all. */
	tell(topic: string, payload: string, along?: unknown): void;
}

/** Where the two databases spell one thing differently. */
export type Dialect = {
	/** Type of a key that the database counts up. */
	readonly serial: string;
	/** Ends a CREATE TABLE whose rows are so short that they lie in the tree of their key; null where there is no such thing. */
	readonly inKeyOrder: string | null;
	/** Ends a SELECT that locks the rows it reads. */
	readonly forUpdate: string;
	/** Ends a SELECT that takes rows nobody else is taking. */
	readonly skipLocked: string;
	/** First statement of a migration: replicas that start together migrate one after the other. */
	readonly lockSchema: string | null;
};

export type Heard = (payload: string, along?: unknown) => void;

export interface Database extends Reader {
	readonly dialect: Dialect;
	/** No other process writes to it. */
	readonly isOurs: boolean;
	/**
	 * Runs the work in one transaction and resolves once it is durable. Work that waits together may share a commit;
	 * work that throws is rolled back alone. `work` awaits nothing but its own statements and may run more than once.
	 * `patienceMs`: how long it may wait for other work to share a commit with; 0 when nothing is said.
	 */
	transaction<T>(work: (tx: Transaction) => Promise<T>, patienceMs?: number): Promise<T>;
	/** `missed` is called when something may have been told while the line was down. */
	listen(topic: string, heard: Heard, missed?: () => void): () => void;
	/** Leaves no bytes of deleted rows in the files, as far as the database allows. Throws STORE_UNAVAILABLE when somebody else keeps them. */
	scrub(): Promise<void>;
	/** Transactions that wait for their turn. */
	waiting(): number;
	close(): Promise<void>;
}
