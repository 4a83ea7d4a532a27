// The connection that hears what other replicas tell. When it breaks it comes back, and says that something may have been missed.

import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { Logger } from "../logger.ts";
import { changedTopic } from "./accept-event.ts";
import { putTopic } from "./outbox-rows.ts";
import type { Topics } from "./topics.ts";

const retryMs = 500;

/** A broken line is noticed by this question at the latest. */
const checkMs = 10_000;

/** A connection of its own, not yet made, to the database in question. */
export type NewClient = (settings?: pg.ClientConfig) => pg.Client;

export type Listener = { stop(): Promise<void> };

/** Listens until stopped. */
export const listenPostgres = (deps: Omit<Listening, "signal">): Listener => {
	const stopping = new AbortController();
	const running = keepListening({ ...deps, signal: stopping.signal });
	return {
		stop: async () => {
			stopping.abort();
			await running;
		},
	};
};

type Listening = {
	readonly newClient: NewClient;
	readonly topics: Topics;
	/** Whether the notifying process of the server works for this pool, which has told its listeners itself. */
	readonly isOurs: (pid: number) => boolean;
	readonly logger: Logger;
	readonly signal: AbortSignal;
};

const keepListening = async (listening: Listening): Promise<void> => {
	const { logger, signal } = listening;
	while (!signal.aborted) {
		try {
			await listenOnce(listening);
		} catch (error) {
			logger.warn({ err: error }, "the line between replicas broke");
		}
		await sleep(retryMs, undefined, { signal }).catch(() => undefined);
	}
};

const listenOnce = async ({ newClient, topics, isOurs, signal }: Listening): Promise<void> => {
	const client = newClient({ query_timeout: checkMs });
	const ended = new AbortController();
	for (const event of ["error", "end"] as const) client.once(event, () => ended.abort());
	const over = AbortSignal.any([ended.signal, signal]);
	client.on("notification", ({ channel, payload = "", processId }) => {
		if (!isOurs(processId)) topics.tell(channel, payload);
	});
	try {
		await client.connect();
		for (const topic of [changedTopic, putTopic]) await client.query(`LISTEN ${topic}`);
		topics.missed();
		while (!signal.aborted) {
			await sleep(checkMs, undefined, { signal: over }).catch(() => undefined);
			await client.query("SELECT 1");
		}
	} finally {
		await client.end().catch(() => undefined);
	}
};
