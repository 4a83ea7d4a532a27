// The one port to a database. The SQL of the other files in this folder is written once and runs on both.

export type Value = string | number | bigint | null | Uint8Array;
export type Row = { readonly [column: string]: unknown };

export interface Statements {
	/** Rows of a query. Placeholders are `?`. */
	all(sql: string, values?: readonly Value[]): Promise<readonly Row[]>;
	/** Number of rows changed. */
	run(sql: string, values?: readonly Value[]): Promise<number>;
}

export interface Database extends Statements {
	readonly dialect: {
		/** Appended to a SELECT that leases rows: "FOR UPDATE SKIP LOCKED" or nothing. */
		readonly skipLocked: string;
		/** Appended to a SELECT that locks one row: "FOR UPDATE" or nothing. */
		readonly forUpdate: string;
	};
	/**
	 * Runs the work in one transaction and resolves once it is durable. Work that waits together may share a commit;
	 * work that throws is rolled back alone. `work` awaits nothing but its own statements.
	 */
	transaction<T>(work: (tx: Statements) => Promise<T>): Promise<T>;
	/** Tells every replica, this one included, after the caller's commit. */
	notify(topic: string, payload: string): Promise<void>;
	listen(topic: string, heard: (payload: string) => void): () => void;
	close(): Promise<void>;
}
