// The composition root: builds every part from the configuration and wires them. No environment and no signals: main.ts has those.

import { join } from "node:path";
import { createDecide } from "../dialogs/decide.ts";
import { createDiagnosis } from "../dialogs/diagnosis/diagnosis.ts";
import { initialState } from "../dialogs/initial-state.ts";
import { catalogue } from "../dialogs/knowledge/catalogue.ts";
import { applyOverrides } from "../dialogs/knowledge/overrides.ts";
import { readAcquirer } from "./acquirer.ts";
import { createDirectLine } from "./channels/direct-line/direct-line.ts";
import { newId } from "./channels/direct-line/new-id.ts";
import { createTokens } from "./channels/direct-line/tokens.ts";
import { createUploads, uploadsFolder } from "./channels/direct-line/uploads.ts";
import { allowances } from "./channels/limits.ts";
import { createTeams } from "./channels/teams/teams.ts";
import type { Config } from "./config.ts";
import { createDescribe } from "./copy/describe.ts";
import { createCaseFeed } from "./desks/case-feed.ts";
import { createDropOff } from "./desks/drop-off.ts";
import { ensureAdmin, type FirstAdmin } from "./desks/first-admin.ts";
import { parseHours } from "./desks/hours.ts";
import { desks } from "./desks/registry.ts";
import { relinkError } from "./errors.ts";
import { createHttpServer } from "./http/create-http-server.ts";
import { createRateLimit } from "./http/rate-limit.ts";
import { deskRoutes } from "./http/routes/desk.ts";
import { healthRoutes } from "./http/routes/health.ts";
import { openApiRoutes } from "./http/routes/openapi.ts";
import { sandboxRoutes } from "./http/routes/sandbox.ts";
import { tokenRoutes } from "./http/routes/token.ts";
import { webRoutes } from "./http/routes/web.ts";
import { keepSecret } from "./keep-secret.ts";
import type { Logger } from "./logger.ts";
import { createMetrics } from "./metrics.ts";
import { createDeliverTable } from "./outbox/deliver/deliver-table.ts";
import { createOutbox } from "./outbox/outbox.ts";
import { createPromiseWatch } from "./promises/promise-watch.ts";
import { createRetention } from "./retention.ts";
import { statusProviders } from "./status/registry.ts";
import { withReports } from "./status/reports.ts";
import { createSandboxState } from "./status/sandbox-state.ts";
import { createStatusMonitor } from "./status/status-monitor.ts";
import { createSteadyClock } from "./steady-clock.ts";
import { openStore } from "./store/open-store.ts";
import { recentFact } from "./turn/recent-fact.ts";
import { rehearse } from "./turn/rehearse.ts";
import { createTurns } from "./turn/turns.ts";
import { loadUnderstanding } from "./understanding/assets.ts";
import { createEditedVoice, createVoice } from "./voice.ts";

export type Relink = {
	/** Where it listens: "http://127.0.0.1:3978". */
	readonly url: string;
	readonly firstAdmin: FirstAdmin;
	/** Stops accepting, finishes turns, closes sockets with a reason. */
	close(): Promise<void>;
};

type Options = {
	readonly config: Config;
	/** Where `npm run build` left the pages and the trained understanding. */
	readonly builtFolder: string;
	readonly logger: Logger;
	readonly now?: () => number;
	/** In development: locales/, whose answers are read again when they are saved. */
	readonly editedLocales?: string;
};

/** Other replicas take over what nobody answered for this long. */
const takeOverAfterMs = 4_000;

/** A queue's length and wait are told in minutes. */
const deskMemoryMs = 2_000;

const hoursOf = ({ DESK_HOURS, TIME_ZONE }: Config) => {
	const parsed = parseHours(DESK_HOURS, TIME_ZONE);
	if (parsed.kind === "mistake") throw relinkError("CONFIG_INVALID", { detail: `DESK_HOURS: ${parsed.part}`, retryable: false });
	return parsed.hours;
};

/** Known only once the doors are open. */
type Later = { readonly address: () => string; readonly leaseMs: () => number };

/** The parts that think and keep: store, turns, status, desk, outbox. */
const composeCore = async ({ config, builtFolder, logger, now: wall = Date.now, editedLocales }: Options, { address, leaseMs }: Later) => {
	const now = createSteadyClock(wall);
	const metrics = createMetrics();
	const acquirer = await readAcquirer(config.DATA_DIR);
	const store = await openStore({ dataDir: config.DATA_DIR, databaseUrl: config.DATABASE_URL ?? null, logger });
	const spoken = { assets: loadUnderstanding(builtFolder), copy: { timeZone: config.TIME_ZONE, own: acquirer.copy ?? {} } };
	const voice = editedLocales === undefined ? createVoice(spoken) : await createEditedVoice({ ...spoken, locales: editedLocales, logger });
	const { copy } = voice;
	const provider = statusProviders[config.STATUS_PROVIDER]({
		baseUrl: () => config.STATUS_URL ?? `${address()}/sandbox`,
		components: config.STATUS_COMPONENTS,
		now,
	});
	const monitor = createStatusMonitor({ provider, now, logger });
	const desk = desks[config.DESK]({ cases: store.cases, hours: hoursOf(config), now });
	const diagnosis = createDiagnosis(applyOverrides(catalogue, acquirer));
	const core = createDecide({ diagnosis });
	rehearse({
		understand: voice.understand,
		decide: core.decide,
		say: copy,
		now,
		opening: (language) => copy.sentence({ key: "flows.doors.problem" }, language),
	});
	const turns = createTurns({
		conversations: store.conversations,
		understand: voice.understand,
		needs: (state, event) => core.needs(state, event, now()),
		decide: withReports(core.decide),
		facts: {
			status: { atHand: monitor.atHand, ask: monitor.report },
			desk: recentFact(desk.availability, { now, maxAgeMs: deskMemoryMs }),
		},
		say: copy,
		leaseMs,
		sorry: { kind: "error", key: "flows.error" },
		initialState,
		defaultLanguage: config.DEFAULT_LANGUAGE,
		takeOverAfterMs: config.DATABASE_URL === undefined ? null : takeOverAfterMs,
		now,
		metrics,
		logger,
	});
	return { config, builtFolder, logger, now, metrics, store, voice, copy, monitor, desk, turns };
};

type Core = Awaited<ReturnType<typeof composeCore>>;

/** The ways in: web chat, Teams, and what their photos and tokens need. */
const composeChannels = async ({ config, store, turns, now, logger }: Core) => {
	const secret = await keepSecret(config.DATA_DIR, "direct-line.secret", config.DIRECT_LINE_SECRET);
	const tokens = createTokens({ secret, now });
	const uploads = createUploads({ folder: uploadsFolder(config.DATA_DIR), newId });
	const publicUrl = config.PUBLIC_URL ?? null;
	const shared = { store, turns, now, logger, publicUrl, defaultLanguage: config.DEFAULT_LANGUAGE };
	const directLine = createDirectLine({ ...shared, tokens, uploads });
	const teams = createTeams({ ...shared, config, uploads });
	const token = tokenRoutes({
		tokens,
		store: store.conversations,
		chatOrigins: config.CHAT_ORIGINS,
		publicUrl,
		retentionDays: config.RETENTION_DAYS,
		starts: createRateLimit({ ...allowances.starts, now }),
		now,
		newId,
	});
	return { directLine, teams, uploads, routes: [token, directLine.routes, teams.routes] };
};

type Channels = Awaited<ReturnType<typeof composeChannels>>;

const composeHttp = (core: Core, channels: Channels, feed: ReturnType<typeof createCaseFeed>) => {
	const { config, builtFolder, store, turns, copy, monitor, metrics, now, logger } = core;
	const publicUrl = config.PUBLIC_URL ?? null;
	const webDir = join(builtFolder, "web");
	const sandbox = sandboxRoutes({
		sandbox: createSandboxState({ dataDir: config.DATA_DIR, now }),
		publicUrl,
		now,
		switched: () => void monitor.refresh(),
	});
	return createHttpServer({
		logger,
		upgrades: [channels.directLine.sockets],
		routes: [
			healthRoutes({ ready: store.ready, metrics: metrics.registry }),
			openApiRoutes,
			...channels.routes,
			deskRoutes({ store, turns, feed, describe: createDescribe(copy), status: monitor.report, webDir, publicUrl, now }),
			...(config.STATUS_PROVIDER === "sandbox" ? [sandbox] : []),
			webRoutes({ folder: webDir, origins: config.CHAT_ORIGINS }),
		],
	});
};

/** Builds the house, opens its doors, and goes on with whatever an earlier process left unanswered. */
export const compose = async (options: Options): Promise<Relink> => {
	let address = "";
	let leaseMs = () => 0;
	const core = await composeCore(options, { address: () => address, leaseMs: () => leaseMs() });
	const { config, store, turns, voice, monitor, desk, now, metrics, logger } = core;
	const channels = await composeChannels(core);
	const deliver = createDeliverTable({ turns, desk, channel: channels.teams, store, now });
	const outbox = createOutbox({ store, turns, deliver, now, random: Math.random, metrics, logger });
	leaseMs = outbox.leaseMs;
	const feed = createCaseFeed({ cases: store.cases, onChange: store.onChange, logger });
	const dropOff = createDropOff({ cases: store.cases, turns, now, logger });
	const retention = createRetention({ store, uploads: channels.uploads, retentionDays: config.RETENTION_DAYS, now, logger });
	const promises = createPromiseWatch({ promises: store.promises, turns, status: monitor.atHand, now, metrics, logger });
	monitor.onChange(promises.statusChanged);
	metrics.watch("socketsOpen", channels.directLine.sockets.count);
	metrics.watchWaiting(() => store.backlog(now()));
	const http = composeHttp(core, channels, feed);
	address = `http://127.0.0.1:${await http.listen(config.PORT, config.HOST)}`;
	// A password is shown only by a start that succeeded.
	const firstAdmin = await ensureAdmin(store.cases, config.DESK_ADMIN_PASSWORD ?? null);
	for (const part of [monitor, outbox, dropOff, promises, retention]) part.start();
	// However much was left: it is answered beside what arrives now, and delivered as it is answered.
	void turns.resume();
	const close = async (): Promise<void> => {
		for (const part of [monitor, dropOff, promises, retention]) part.stop();
		feed.close();
		voice.close();
		await http.close();
		await turns.drain();
		await outbox.stop();
		await store.close();
	};
	return { url: config.PUBLIC_URL ?? address, firstAdmin, close };
};
