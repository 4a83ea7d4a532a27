// Answers to a turn's needs: all asked at once, under one deadline. What misses it is `unavailable`, and so is what fails.

import type { DeskAvailability, Facts, Need } from "../../dialogs/conversation.ts";
import type { StatusReport } from "../../dialogs/status/report.ts";
import type { Logger } from "../logger.ts";

export type FactSources = {
	readonly status: (signal: AbortSignal) => Promise<StatusReport>;
	readonly desk: (signal: AbortSignal) => Promise<DeskAvailability>;
};

const deadlineMs = 2_000;

const lateStatus: StatusReport = { kind: "unavailable", reason: "timeout" };
const lateDesk: DeskAvailability = { kind: "unavailable" };

/** Gathers the facts a turn needs, in one wave. Never fails. */
export const gatherFacts = async (needs: readonly Need[], sources: FactSources, logger: Logger): Promise<Facts> => {
	if (needs.length === 0) return {};
	const signal = AbortSignal.timeout(deadlineMs);
	const ask = inTime(signal, logger);
	const [status, desk] = await Promise.all([
		needs.includes("status") ? ask(sources.status, lateStatus) : null,
		needs.includes("desk") ? ask(sources.desk, lateDesk) : null,
	]);
	return { ...(status === null ? {} : { status }), ...(desk === null ? {} : { desk }) };
};

const inTime =
	(signal: AbortSignal, logger: Logger) =>
	async <T>(ask: (signal: AbortSignal) => Promise<T>, late: T): Promise<T> => {
		const deadline = new Promise<T>((resolve) => signal.addEventListener("abort", () => resolve(late), { once: true }));
		const answer = async () => {
			try {
				return await ask(signal);
			} catch (error) {
				logger.warn({ err: error }, "a fact could not be gathered");
				return late;
			}
		};
		return Promise.race([answer(), deadline]);
	};
