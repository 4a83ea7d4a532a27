// A desk over a real database file and a real HTTP server; conversations accept events durably, and nobody answers them.

import { scryptSync } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { createCopy } from "../../../bot/copy/copy.ts";
import { createDescribe } from "../../../bot/copy/describe.ts";
import { createCaseFeed } from "../../../bot/desks/case-feed.ts";
import { createHttpServer } from "../../../bot/http/create-http-server.ts";
import { deskRoutes } from "../../../bot/http/routes/desk.ts";
import type { Agent, DeskCase } from "../../../bot/store/case-store.ts";
import { openStore, sqliteFile } from "../../../bot/store/open-store.ts";
import type { Inbound } from "../../../bot/store/store.ts";
import { arrivingEvent } from "../../../bot/turn/accept.ts";
import type { Turns } from "../../../bot/turn/turns.ts";
import type { CaseSummary } from "../../../dialogs/conversation.ts";
import { aConversation, aSummary } from "../../contracts/store-builders.ts";
import { silentLogger } from "../../support/silent-logger.ts";
import { type DeskClient, openClient } from "./desk-client.ts";

export const password = "correct horse battery";
const noon = Date.UTC(2026, 10, 23, 4, 0);

export type DeskUnderTest = Awaited<ReturnType<typeof startDesk>>;

/** A hash brings its own parameters: these are quick, so that the tests are. */
const quickHash = (secret: string): string => {
	const salt = Buffer.alloc(16, 7);
	const key = scryptSync(secret, salt, 32, { N: 2, r: 8, p: 1 });
	return ["scrypt", 2, 8, 1, salt.toString("base64url"), key.toString("base64url")].join("$");
};

const passwordHash = quickHash(password);

/** Starts a desk of its own, with nobody at it. */
export const startDesk = async () => {
	const folder = await mkdtemp(join(tmpdir(), "relink-desk-"));
	await mkdir(join(folder, "desk"));
	for (const file of ["desk/index.html", "desk/desk.css", "desk.js"])
		for (const sibling of ["", ".br", ".gz"]) await writeFile(join(folder, file + sibling), file);
	const store = await openStore({ dataDir: folder, databaseUrl: null, logger: silentLogger });
	const clock = { now: noon };
	const now = () => clock.now;
	const happen: Turns["happen"] = async (conversationId, event, key) => {
		const conversation = await store.conversations.find(conversationId);
		if (conversation === null) throw new Error("no such conversation");
		const accepted = await store.conversations.accept(arrivingEvent(event, key)(conversation, now()));
		return accepted.kind === "stale" ? happen(conversationId, event, key) : accepted;
	};
	const { cases, onChange } = store;
	const feed = createCaseFeed({ cases, onChange, logger: silentLogger });
	const describe = createDescribe(createCopy({ faqs: { "zh-CN": [], en: [] }, timeZone: "Asia/Shanghai" }));
	const status = async () => ({ kind: "operational", asOf: noon }) as const;
	const routes = deskRoutes({ store, turns: { happen }, feed, describe, status, webDir: folder, publicUrl: null, now });
	const server = createHttpServer({ routes: [routes], upgrades: [], logger: silentLogger, graceMs: 100 });
	const url = `http://127.0.0.1:${await server.listen(0, "127.0.0.1")}`;

	const addAgent = async (name: string, role: Agent["role"] = "agent"): Promise<DeskClient> => {
		await cases.saveAgent({ id: `id-${name}`, name, role, passwordHash });
		const client = openClient(url);
		await client.signIn(name, password);
		return client;
	};
	const addCase = async (id: string, over: Partial<CaseSummary> = {}): Promise<DeskCase> => {
		await store.conversations.create(aConversation(id), now());
		return cases.open(`open-${id}`, id, aSummary({ caseId: `R-${id}`, ...over }), now());
	};
	const lines = (sql: string, about: string): readonly string[] => {
		const file = new Database(sqliteFile(folder), { readonly: true });
		const rows = file.prepare(sql).all(about);
		file.close();
		return rows.map((row) => (row as { line: string }).line); // What the queries name.
	};
	/** What the audit log says about a thing, oldest first. */
	const audited = (subject: string): readonly string[] =>
		lines("SELECT agent_id || ' ' || action AS line FROM audit WHERE subject = ? ORDER BY at, rowid", subject);
	/** What happened to a conversation, oldest first: nobody answers it, so everything is still there. */
	const heardBy = (id: string): readonly Inbound[] =>
		lines("SELECT inbound AS line FROM events WHERE conversation_id = ? ORDER BY seq", id).map((line) => JSON.parse(line));
	const stop = async (): Promise<void> => {
		feed.close();
		await server.close();
		await store.close();
		await rm(folder, { recursive: true, force: true });
	};
	return { url, store, clock, now, happen, feed, addAgent, addCase, audited, heardBy, stop };
};
