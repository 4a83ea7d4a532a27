import pino from "pino";
import { describe, expect, it } from "vitest";
import { createNoteDelivered } from "../../../../bot/channels/direct-line/note-delivered.ts";
import type { LogEntry } from "../../../../bot/store/store.ts";

const entry = (seq: number, keepsPromise?: true): LogEntry => ({
	seq,
	id: `c|${seq}`,
	at: 0,
	author: "bot",
	text: "hi",
	language: "en",
	relink: null,
	keepsPromise,
});

describe("createNoteDelivered", () => {
	it("notes the words that keep a promise, and no others", () => {
		const noted: unknown[] = [];
		const delivered = async (...args: unknown[]) => void noted.push(args);
		createNoteDelivered({ promises: { delivered }, now: () => 5, logger: pino({ level: "silent" }) })("c", [entry(1), entry(2, true)]);
		expect(noted).toEqual([["c", "c|2", 5]]);
	});

	it("lets nobody wait or fail for it", async () => {
		const logged: string[] = [];
		const logger = pino({}, { write: (line) => logged.push(JSON.parse(line).msg) });
		const note = createNoteDelivered({ promises: { delivered: () => Promise.reject(new Error("locked")) }, now: () => 5, logger });
		expect(note("c", [entry(1, true)])).toBeUndefined();
		await expect.poll(() => logged).toEqual(["could not note that a promise was kept"]);
	});
});
