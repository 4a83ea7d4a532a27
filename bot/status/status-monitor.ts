// Keeps one view of the back office for the whole process: read in the background, one reading at a time, answered with
// its age while a slow page is being read again, and left alone for a while when it keeps failing.

import { addReading, isDue, known, noReadings, type Pace, type Readings } from "../../dialogs/status/readings.ts";
import type { Instant, StatusReport } from "../../dialogs/status/report.ts";
import type { Logger } from "../logger.ts";
import type { StatusProvider } from "./status-provider.ts";

export interface StatusMonitor {
	/** The newest report there is; waits for the page only as long as `signal` and patience allow. Never throws. */
	report(signal: AbortSignal): Promise<StatusReport>;
	/** The report, while it is not yet time to look again; else null. */
	atHand(): StatusReport | null;
	/** Heard at the first reading and when the kind of report changes after it; never for a page that cannot be read. */
	onChange(heard: Heard): () => void;
	/** Reads again now, rest or not: something is known to have changed. */
	refresh(): Promise<StatusReport>;
	/** Begins to read in the background. */
	start(): void;
	stop(): void;
}

type Heard = (report: StatusReport) => void;

export type MonitorTimes = Pace & {
	/** How long a question waits for a reading under way before it gets the last report with its age. */
	readonly patienceMs: number;
};

const monitorTimes: MonitorTimes = {
	pollMs: 10_000,
	patienceMs: 1_500,
	maxAgeMs: 5 * 60_000,
	restMs: 30_000,
	maxRestMs: 5 * 60_000,
	maxFailures: 5,
};

type Deps = {
	readonly provider: StatusProvider;
	readonly now: () => Instant;
	readonly logger: Logger;
	readonly times?: Partial<MonitorTimes>;
};

/** A monitor of the page; it reads nothing until it is asked or started. */
export const createStatusMonitor = ({ times, ...deps }: Deps): StatusMonitor => {
	const watch: Watch = {
		...deps,
		times: { ...monitorTimes, ...times },
		heard: new Set(),
		stopping: new AbortController(),
		readings: noReadings,
		reading: null,
		timer: undefined,
	};
	return {
		report: async (signal) => (isReadingWanted(watch) ? patiently(watch, signal) : knownNow(watch)),
		atHand: () => (isReadingWanted(watch) ? null : knownNow(watch)),
		onChange: (heard) => {
			watch.heard.add(heard);
			return () => watch.heard.delete(heard);
		},
		refresh: async () => {
			await watch.reading;
			return read(watch);
		},
		start: () => {
			watch.timer ??= setTimeout(() => poll(watch), 0).unref();
		},
		stop: () => {
			clearTimeout(watch.timer);
			watch.stopping.abort();
		},
	};
};

type Watch = Required<Omit<Deps, "times">> & {
	readonly times: MonitorTimes;
	readonly heard: Set<Heard>;
	readonly stopping: AbortController;
	readings: Readings;
	/** The one reading under way, shared by everybody who asks meanwhile. */
	reading: Promise<StatusReport> | null;
	timer: NodeJS.Timeout | undefined;
};

const knownNow = ({ readings, times, now }: Watch): StatusReport => known(readings, times, now());

const isReadingWanted = ({ reading, readings, times, now }: Watch): boolean => reading !== null || isDue(readings, times, now());

const read = (watch: Watch): Promise<StatusReport> => {
	watch.reading ??= watch.provider
		.read(watch.stopping.signal)
		.catch((err: unknown): StatusReport => {
			watch.logger.error({ err, provider: watch.provider.id }, "status provider threw");
			return { kind: "unavailable", reason: "unreachable" };
		})
		.then((report) => settle(watch, report));
	return watch.reading;
};

const settle = (watch: Watch, report: StatusReport): StatusReport => {
	const before = watch.readings.good?.kind;
	watch.readings = addReading(watch.readings, report, watch.now());
	watch.reading = null;
	if (watch.stopping.signal.aborted) return knownNow(watch);
	const provider = watch.provider.id;
	if (report.kind === "unavailable") {
		watch.logger.warn({ provider, reason: report.reason, failures: watch.readings.failures }, "status page not read");
	} else if (report.kind !== before) {
		watch.logger.info({ provider, before, kind: report.kind }, "status changed");
		for (const heard of watch.heard) heard(report);
	}
	return knownNow(watch);
};

const patiently = (watch: Watch, signal: AbortSignal): Promise<StatusReport> =>
	new Promise((resolve) => {
		const giveUp = () => resolve(knownNow(watch));
		const timer = setTimeout(giveUp, watch.times.patienceMs);
		signal.addEventListener("abort", giveUp, { once: true });
		if (signal.aborted) giveUp();
		void read(watch).then((report) => {
			clearTimeout(timer);
			signal.removeEventListener("abort", giveUp);
			resolve(report);
		});
	});

const poll = (watch: Watch): void => {
	if (isReadingWanted(watch)) void read(watch);
	watch.timer = setTimeout(() => poll(watch), watch.times.pollMs / 4).unref();
};
