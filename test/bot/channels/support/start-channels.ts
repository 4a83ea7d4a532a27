// The channels over the real store, the real turns and a real HTTP server; only what the bot says is made short.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { createDirectLine } from "../../../../bot/channels/direct-line/direct-line.ts";
import { newId } from "../../../../bot/channels/direct-line/new-id.ts";
import { createTokens, type Tokens } from "../../../../bot/channels/direct-line/tokens.ts";
import { createUploads, type Uploads } from "../../../../bot/channels/direct-line/uploads.ts";
import { type Allowances, allowances } from "../../../../bot/channels/limits.ts";
import { createHttpServer, type Routes } from "../../../../bot/http/create-http-server.ts";
import { createRateLimit } from "../../../../bot/http/rate-limit.ts";
import { tokenRoutes } from "../../../../bot/http/routes/token.ts";
import { createMetrics } from "../../../../bot/metrics.ts";
import { openStore } from "../../../../bot/store/open-store.ts";
import type { Store } from "../../../../bot/store/store.ts";
import { createTurns, type Turns } from "../../../../bot/turn/turns.ts";
import { initialState } from "../../../../dialogs/initial-state.ts";
import { echo } from "./echo.ts";

export const secret = "a-secret-that-only-servers-know";

export type Channels = {
	readonly url: string;
	readonly port: number;
	readonly store: Store;
	readonly turns: Turns;
	readonly tokens: Tokens;
	readonly uploads: Uploads;
	readonly dataDir: string;
	/** Moves the server's clock. */
	readonly wait: (ms: number) => void;
	readonly close: () => Promise<void>;
};

export type ChannelOptions = {
	readonly port?: number;
	/** Kept by the caller when given, so that a second server can go on with it. */
	readonly dataDir?: string;
	readonly databaseUrl?: string;
	readonly limits?: Partial<Allowances>;
	readonly chatOrigins?: readonly string[];
	readonly routes?: (deps: {
		readonly store: Store;
		readonly turns: Turns;
		readonly uploads: Uploads;
		readonly now: () => number;
	}) => Routes;
};

/** A running server. */
export const startChannels = async (options: ChannelOptions = {}): Promise<Channels> => {
	const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "relink-channels-")));
	const logger = pino({ level: "silent" });
	const store = await openStore({ dataDir, databaseUrl: options.databaseUrl ?? null, logger });
	let ahead = 0;
	const now = () => Date.now() + ahead;
	const turns = createTurns({
		...echo,
		conversations: store.conversations,
		initialState,
		defaultLanguage: "en",
		takeOverAfterMs: null,
		metrics: createMetrics(),
		now,
		logger,
	});
	await turns.resume();
	const tokens = createTokens({ secret, now });
	const uploads = createUploads({ folder: join(dataDir, "uploads"), newId });
	const limits = { ...allowances, ...options.limits };
	const { routes, sockets } = createDirectLine({ store, turns, tokens, uploads, publicUrl: null, now, logger, limits });
	const starts = createRateLimit({ ...limits.starts, now });
	const tokenDeps = {
		store: store.conversations,
		tokens,
		chatOrigins: options.chatOrigins ?? [],
		publicUrl: null,
		retentionDays: 30,
		starts,
		now,
		newId,
	};
	const more = options.routes === undefined ? [] : [options.routes({ store, turns, uploads, now })];
	const server = createHttpServer({ routes: [routes, tokenRoutes(tokenDeps), ...more], upgrades: [sockets], logger, graceMs: 500 });
	const port = await server.listen(options.port ?? 0, "127.0.0.1");
	return {
		url: `http://127.0.0.1:${port}`,
		port,
		store,
		turns,
		tokens,
		uploads,
		dataDir,
		wait: (ms) => {
			ahead += ms;
		},
		close: async () => {
			await server.close();
			await turns.drain();
			await store.close();
			if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
		},
	};
};
