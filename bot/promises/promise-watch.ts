// Looks after what the bot promised: keeps what can be kept now, raises an alarm before a promise is broken, and owns up to one that is.

import type { Instant, StatusReport } from "../../dialogs/status/report.ts";
import type { Logger } from "../logger.ts";
import type { Metrics } from "../metrics.ts";
import type { OpenPromise, PromiseStore } from "../store/store.ts";
import type { Turns } from "../turn/turns.ts";

export type PromiseWatch = {
	/** Looks once, at everything. Throws when the store is away, or a conversation could not be told. */
	look(): Promise<void>;
	/** Tells everybody who waits for the back office that it is well, if it is. */
	statusChanged(report: StatusReport): void;
	start(): void;
	stop(): void;
};

type Deps = {
	readonly promises: PromiseStore;
	readonly turns: Pick<Turns, "happen">;
	/** What the status page says, where that is known now. */
	readonly status: () => StatusReport | null;
	readonly now: () => Instant;
	readonly metrics: Metrics;
	readonly logger: Logger;
};

const lookMs = 5_000;

/** Long enough for an agent to see the alarm and take the case. */
const warnAheadMs = 2 * 60_000;

/** Every replica looks; the store and the keys of the events let one of them act. */
export const createPromiseWatch = (deps: Deps): PromiseWatch => {
	const { metrics, logger } = deps;
	let pressing = 0;
	let timer: NodeJS.Timeout | undefined;
	metrics.watch("promisesPressing", () => pressing);
	const look = async (): Promise<void> => {
		const report = deps.status();
		if (report !== null) await tellWatchers(deps, report);
		const ahead = await deps.promises.dueBefore(deps.now() + warnAheadMs);
		pressing = ahead.length;
		await lookAfter(deps, ahead);
	};
	const orLog = (done: Promise<void>): void => {
		done.catch((error: unknown) => logger.warn({ err: error }, "could not look after promises"));
	};
	return {
		look,
		statusChanged: (report) => orLog(tellWatchers(deps, report)),
		start: () => {
			timer = setInterval(() => orLog(look()), lookMs);
		},
		stop: () => clearInterval(timer),
	};
};

/** Again with each look, until each conversation has said so in its own turn. */
const tellWatchers = async ({ promises, turns, logger }: Deps, report: StatusReport): Promise<void> => {
	if (report.kind !== "operational") return;
	const waiting = await promises.open("status");
	const event = { kind: "statusChanged", report } as const;
	const key = `status:${report.kind}:${report.asOf}`;
	const told = await Promise.allSettled(waiting.map(({ conversationId }) => turns.happen(conversationId, event, key)));
	const failed = told.filter(({ status }) => status === "rejected").length;
	if (waiting.length > 0) logger.info({ waiting: waiting.length, failed }, "told who was waiting for the back office");
};

/** Each by itself: a conversation that cannot be told keeps no other from hearing. Throws what went wrong first. */
const lookAfter = async (deps: Deps, pressing: readonly OpenPromise[]): Promise<void> => {
	const now = deps.now();
	const looked = await Promise.allSettled(pressing.map((promise) => ((promise.dueAt ?? 0) <= now ? ownUp : warn)(deps, promise)));
	const failed = looked.find(({ status }) => status === "rejected");
	if (failed?.status === "rejected") throw failed.reason;
};

const warn = async ({ promises, now, metrics, logger }: Deps, promise: OpenPromise): Promise<void> => {
	if (!(await promises.warned(promise, now()))) return;
	metrics.promises.inc({ kind: promise.kind, result: "pressing" });
	logger.warn(alarmOf(promise), "a promise is about to be broken");
};

/** The conversation hears of it before it is noted: after a crash in between it is noted by the next look. */
const ownUp = async ({ promises, turns, now, metrics, logger }: Deps, promise: OpenPromise): Promise<void> => {
	const { id, kind, conversationId } = promise;
	await turns.happen(conversationId, { kind: "promiseBroken", promise: kind }, `promise:${id}:broken`);
	if (!(await promises.broken(promise, now()))) return;
	metrics.promises.inc({ kind, result: "broken" });
	logger.error(alarmOf(promise), "a promise was broken");
};

const alarmOf = ({ kind, conversationId, madeAt, dueAt }: OpenPromise) => ({ promise: kind, conversationId, madeAt, dueAt });
