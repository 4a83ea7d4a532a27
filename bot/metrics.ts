// What can be watched from outside: each queue, each wait, each thing that went wrong. Served at /metrics.

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export type Metrics = {
	readonly registry: Registry;
	readonly accepted: Counter<"kind" | "result">;
	readonly acceptSeconds: Histogram;
	readonly turnSeconds: Histogram;
	/** From accepted to answered, waiting included. */
	readonly answerSeconds: Histogram;
	readonly turns: Counter<"outcome">;

	readonly outbox: Counter<"kind" | "result">;
	/** Tries whose effect outside is not known: the other side may see them twice. */
	readonly outboxAmbiguous: Counter<"kind">;
	/** `pressing`: due within two minutes; `broken`: not kept in time. */
	readonly promises: Counter<"kind" | "result">;
	/** Numbers by what is waiting, asked for whenever somebody looks. */
	watchWaiting(read: () => Promise<Readonly<Record<string, number>>>): void;
	/** A number that is asked for whenever somebody looks. */
	watch(gauge: keyof typeof gauges, read: () => number): void;
};

const gauges = {
	conversationsBusy: "Conversations being answered or waiting for it",
	outboxInFlight: "Deliveries under way",
	socketsOpen: "WebSockets of the web chat",
	promisesPressing: "Promises that are broken or due within two minutes",
} as const;

/** A registry of its own, so that two bots in one process do not mix. */
export const createMetrics = (): Metrics => {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry, prefix: "relink_" });
	const registers = [registry];
	const histogram = <T extends string = never>(name: string, help: string, labelNames: T[] = []) =>
		new Histogram<T>({ name: `relink_${name}`, help, labelNames, buckets: seconds, registers });
	const counter = <T extends string>(name: string, help: string, labelNames: T[]) =>
		new Counter<T>({ name: `relink_${name}`, help, labelNames, registers });
	return {
		registry,
		accepted: counter("accepted_total", "Events taken in", ["kind", "result"]),
		acceptSeconds: histogram("accept_seconds", "Until an event was durable"),
		turnSeconds: histogram("turn_seconds", "One turn, from reading the conversation to its commit"),
		answerSeconds: histogram("answer_seconds", "From accepted to answered"),
		turns: counter("turns_total", "Turns by outcome", ["outcome"]),
		outbox: counter("outbox_total", "Deliveries by result", ["kind", "result"]),
		outboxAmbiguous: counter("outbox_ambiguous_total", "Deliveries that may have been seen although they failed", ["kind"]),
		promises: counter("promises_total", "Promises that ran into trouble", ["kind", "result"]),
		watchWaiting: (read) => {
			const help = "Waiting for the database, an answer, a delivery, somebody to look after what could not be delivered, an agent";
			new Gauge({ name: "relink_waiting", help, labelNames: ["what"], registers, collect: setAllTo(read) });
		},
		watch: (gauge, read) => {
			const name = `relink_${gauge.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
			new Gauge({ name, help: gauges[gauge], registers, collect: setTo(read) });
		},
	};
};

const setTo = (read: () => number) =>
	function collect(this: Gauge): void {
		this.set(read());
	};

/** A database that is away has no numbers; the rest of the page is served all the same. */
const setAllTo = (read: () => Promise<Readonly<Record<string, number>>>) =>
	async function collect(this: Gauge<"what">): Promise<void> {
		this.reset();
		const counts = await read().catch(() => ({}));
		for (const [what, count] of Object.entries(counts)) this.set({ what }, count);
	};
