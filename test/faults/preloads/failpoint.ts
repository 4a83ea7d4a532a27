// Loaded into the built server before it starts: names each step that reaches the database, the channel or the caller, and
// dies without warning at the step it was told.
// FAULT_AT="<step>#<n>" (or "any#<n>") is where; FAULT_TRACE=<file> lists the steps; FAULT_FROM_START=1 counts the start too.

import { appendFileSync } from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";

const { FAULT_AT = "", FAULT_TRACE = "", FAULT_FROM_START = "" } = process.env;
const [fatalStep = "", occurrence = ""] = FAULT_AT.split("#");
let left = Number(occurrence);
let isArmed = FAULT_FROM_START !== "";

const pass = (step: string): void => {
	if (!isArmed) return;
	if (FAULT_TRACE !== "") appendFileSync(FAULT_TRACE, `${step}\n`);
	if (step !== fatalStep && fatalStep !== "any") return;
	left -= 1;
	if (left === 0) process.kill(process.pid, "SIGKILL");
};

type Method = (...parameters: unknown[]) => unknown;

/** Replaces a method by one that may see what goes in and comes out. */
const around = (target: object, name: string, wrap: (original: Method, self: object, parameters: unknown[]) => unknown): void => {
	const methods = target as Record<string, Method>;
	const original = methods[name] as Method;
	methods[name] = function (this: object, ...parameters) {
		return wrap((...given) => original.apply(this, given), this, parameters);
	};
};

/** Of a connection: what its transaction wrote last, so that one COMMIT can be told from another. */
const lastWrites = new WeakMap<object, string>();

const write = /\b(?:(?:INSERT INTO|DELETE FROM) \w+|UPDATE \w+ SET \w+)/;

/** "INSERT INTO log", "COMMIT of DELETE FROM outbox"; null for what changes nothing. */
const stepOf = (connection: object, sql: string): string | null => {
	const statement = sql.trim();
	if (/^BEGIN/.test(statement)) return "BEGIN";
	if (/^COMMIT/.test(statement)) return `COMMIT of ${lastWrites.get(connection) ?? "nothing"}`;
	const [found = null] = write.exec(statement) ?? [];
	if (found !== null) lastWrites.set(connection, found);
	return found ?? (FAULT_FROM_START === "" ? null : (statement.split(/\s/, 1)[0] ?? null));
};

const between = <T>(connection: object, sql: string, run: () => T): T => {
	const step = stepOf(connection, sql);
	if (step === null) return run();
	pass(`before ${step}`);
	const result = run();
	if (result instanceof Promise) return result.finally(() => pass(`after ${step}`)) as T;
	pass(`after ${step}`);
	return result;
};

const require = createRequire(join(process.cwd(), "package.json"));

around(require("libsql").prototype, "prepare", (prepare, database, [sql]) => {
	const statement = prepare(sql) as object;
	for (const name of ["run", "all", "get"])
		around(statement, name, (call, _self, values) => between(database, String(sql), () => call(...values)));
	return statement;
});

around(require("pg").Client.prototype, "query", (query, client, [config, ...rest]) => {
	const sql = typeof config === "string" ? config : String((config as { text?: unknown }).text);
	return between(client, sql, () => query(config, ...rest));
});

const isToChannel = (options: unknown): boolean => String((options as { path?: unknown }).path).startsWith("/v3/conversations/");

around(require("undici").Agent.prototype, "dispatch", (dispatch, _self, [options, handler]) => {
	if (!isToChannel(options)) return dispatch(options, handler);
	pass("before the channel is asked");
	const { onResponseEnd, ...others } = handler as Record<string, Method>;
	const answered: Method = (...parameters) => {
		pass("after the channel answered");
		return onResponseEnd?.(...parameters);
	};
	return dispatch(options, { ...others, onResponseEnd: answered });
});

around(http.Server.prototype, "emit", (emit, _self, [event, request, ...rest]) => {
	// The work of starting is over when somebody writes.
	if (event === "request") isArmed ||= (request as http.IncomingMessage).method === "POST";
	return emit(event, request, ...rest);
});

around(http.ServerResponse.prototype, "end", (end, response, parameters) => {
	const { method, url = "" } = (response as http.ServerResponse<http.IncomingMessage>).req;
	if (method !== "POST" || !/activities|\/api\/messages/.test(url)) return end(...parameters);
	pass("before the caller is answered");
	const result = end(...parameters);
	pass("after the caller is answered");
	return result;
});
