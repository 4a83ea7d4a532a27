// Answers to a turn's needs: all asked at once, under one deadline. What misses it is `unavailable`, and so is what fails.

import type { DeskAvailability, Facts, Need } from "../../dialogs/conversation.ts";
import type { StatusReport } from "../../dialogs/status/report.ts";
import type { Logger } from "../logger.ts";

export type FactSource<T> = {
	/** The answer, when it is known without asking anybody. */
	readonly atHand: () => T | null;
	readonly ask: (signal: AbortSignal) => Promise<T>;
};

export type FactSources = {
	readonly status: FactSource<StatusReport>;
	readonly desk: FactSource<DeskAvailability>;
};

const deadlineMs = 2_000;

const late: { readonly status: StatusReport; readonly desk: DeskAvailability } = {
	status: { kind: "unavailable", reason: "timeout" },
	desk: { kind: "unavailable" },
};

/** The facts a turn needs, when all of them are at hand; else null. */
export const factsAtHand = (needs: readonly Need[], { status, desk }: FactSources): Facts | null => {
	const known = { ...(needs.includes("status") && { status: status.atHand() }), ...(needs.includes("desk") && { desk: desk.atHand() }) };
	return isWhole(known) ? known : null;
};

const isWhole = (known: { readonly [N in Need]?: Facts[N] | null }): known is Facts => known.status !== null && known.desk !== null;

/** Gathers the facts a turn needs, in one wave. Never fails. */
export const gatherFacts = async (needs: readonly Need[], sources: FactSources, logger: Logger): Promise<Facts> => {
	const known = factsAtHand(needs, sources);
	if (known !== null) return known;
	const signal = AbortSignal.timeout(deadlineMs);
	const ask = inTime(signal, logger);
	const [status, desk] = await Promise.all([
		needs.includes("status") ? ask(sources.status, late.status) : null,
		needs.includes("desk") ? ask(sources.desk, late.desk) : null,
	]);
	return { ...(status === null ? {} : { status }), ...(desk === null ? {} : { desk }) };
};

const inTime =
	(signal: AbortSignal, logger: Logger) =>
	async <T>({ ask }: FactSource<T>, late: T): Promise<T> => {
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
