// A small house around the spine: a real store, real turns and a real outbox, with a core that answers each message with its words.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import type { Desk } from "../../bot/desks/desk.ts";
import { createMetrics } from "../../bot/metrics.ts";
import { openStore } from "../../bot/store/open-store.ts";
import type { LogEntry, Store } from "../../bot/store/store.ts";
import type { IncomingMessage } from "../../bot/turn/accept.ts";
import { createTurns, type Turns, type TurnsDeps } from "../../bot/turn/turns.ts";
import type { Effect, Event, Turn } from "../../dialogs/conversation.ts";
import { initialState } from "../../dialogs/initial-state.ts";
import type { SafeText } from "../../dialogs/privacy/safe-text.ts";
import type { Understanding } from "../../dialogs/understanding/understanding.ts";
import { silentLogger } from "./silent-logger.ts";

/** Nothing understood but the words themselves. */
export const blankUnderstanding: Understanding = {
	language: { kind: "unclear" },
	intent: { id: "none", score: 0, verdict: "rejected", alternatives: [] },
	evidence: [],
	code: null,
	faq: [],
	choice: null,
	identifiers: {},
	angry: false,
	related: [],
	asks: false,
	namedLanguage: null,
};

/** Says the words of the event again, as a reply whose only sentence is those words. */
export const echo = (state: Turn["state"], event: Event, effects: readonly Effect[] = []): Turn => {
	const words = event.kind === "merchantSaid" || event.kind === "agentSaid" ? event.text : event.kind;
	// The echo has no copy: its words stand where a key would.
	const reply = { kind: "notice", key: `faq.${words}.body` } as const;
	return { state: { ...state, turn: state.turn + 1 }, replies: [reply], effects };
};

const say: TurnsDeps["say"] = {
	reply: ({ key, kind }, language, { caseId, turn }) => ({
		text: key.replace(/^faq\.(.*)\.body$/s, "$1"),
		relink: { case: caseId, turn, kind, language },
	}),
	choices: (live) => (live?.reply.choices ?? []).map(({ id }) => ({ id, text: `text of ${id}` })),
};

/** A desk with nobody at it that takes everything. */
export const idleDesk: Desk = {
	id: "test",
	availability: async () => ({ kind: "unavailable" }),
	open: async (key) => ({ reference: `ref ${key}`, position: 1, waitMinutes: null, answerBy: null }),
	tell: async () => undefined,
	withdraw: async () => undefined,
};

export const turnsOver = (store: Store, over: Partial<TurnsDeps> = {}): Turns =>
	createTurns({
		conversations: store.conversations,
		understand: () => blankUnderstanding,
		needs: () => [],
		decide: (state, event) => echo(state, event),
		facts: {
			status: { atHand: () => null, ask: async () => ({ kind: "operational", asOf: 0 }) },
			desk: { atHand: () => null, ask: async () => ({ kind: "unavailable" }) },
		},
		say,
		leaseMs: () => 0,
		sorry: { kind: "error", key: "faq.sorry.body" },
		now: Date.now,
		initialState,
		defaultLanguage: "en",
		takeOverAfterMs: null,
		metrics: createMetrics(),
		logger: silentLogger,
		...over,
	});

export const aWord = (conversationId: string, text: string, over: Partial<IncomingMessage> = {}): IncomingMessage => ({
	conversationId,
	text,
	choice: null,
	activityId: null,
	clientActivityId: null,
	replyToId: null,
	clientTimestamp: null,
	attachments: [],
	...over,
});

export type TestStore = { readonly dataDir: string; readonly store: Store; close(): Promise<void> };

/** A store in a new folder, or in one that was used before. */
export const openTestStore = async (dataDir?: string): Promise<TestStore> => {
	const folder = dataDir ?? (await mkdtemp(join(tmpdir(), "relink-spine-")));
	const store = await openStore({ dataDir: folder, databaseUrl: null, logger: silentLogger });
	return {
		dataDir: folder,
		store,
		close: async () => {
			await store.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
};

/** The whole log, once it has that many entries of the bot. */
export const logWith = async (store: Store, conversationId: string, botEntries: number): Promise<readonly LogEntry[]> =>
	vi.waitFor(
		async () => {
			const log = await store.conversations.log(conversationId, 0, 10_000);
			const found = log.filter(({ author }) => author === "bot").length;
			if (found < botEntries) throw new Error(`${found} of ${botEntries} replies`);
			return log;
		},
		{ timeout: 10_000, interval: 5 },
	);

export const wordsOf = (log: readonly LogEntry[], author: LogEntry["author"]): readonly string[] =>
	log.filter((entry) => entry.author === author).map(({ text }) => text);

export const safe = (text: string): SafeText => text as SafeText;
