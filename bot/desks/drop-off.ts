// Cases of agents who are gone (browser closed, network lost) go back to the queue within a minute.

import type { Instant } from "../../dialogs/status/report.ts";
import type { Logger } from "../logger.ts";
import type { CaseStore, DeskCase } from "../store/case-store.ts";
import type { Turns } from "../turn/turns.ts";
import { putBack } from "./case-work.ts";

type Deps = {
	readonly cases: CaseStore;
	readonly turns: Pick<Turns, "happen">;
	readonly now: () => Instant;
	readonly monotonicMs?: () => number;
	readonly logger: Logger;
};

type DropOff = {
	/** Looks once. How many cases went back. */
	look(): Promise<number>;
	start(): void;
	stop(): void;
};

/** Pages give a sign of life every 10 s (case-feed.ts). */
const goneAfterMs = 30_000;
const lookMs = 5_000;
/**
 * The clock may have jumped, or the store been away: whoever is there shows it in this time. With the looks between, a case waits
 * again 45 to 55 s after its agent is gone.
 */
const missedForMs = 12_000;

const whoHolds = ({ reference, agentId }: DeskCase): string => `${reference} ${agentId}`;

/** Every replica looks; the store lets one of them put a case back. */
export const createDropOff = ({ cases, turns, now, monotonicMs = () => performance.now(), logger }: Deps): DropOff => {
	let timer: NodeJS.Timeout | undefined;
	/** Since when each has been missed, by a clock that does not jump. */
	let missedSince: ReadonlyMap<string, number> = new Map();
	const look = async (): Promise<number> => {
		const at = monotonicMs();
		const missed = await cases.abandoned(now() - goneAfterMs);
		const since = (held: DeskCase): number => missedSince.get(whoHolds(held)) ?? at;
		missedSince = new Map(missed.map((held) => [whoHolds(held), since(held)]));
		const gone = missed.filter((held) => at - since(held) >= missedForMs);
		const back = await Promise.all(gone.map((held) => putBack({ cases, turns, now }, held)));
		return back.filter(Boolean).length;
	};
	const lookAndLog = (): void => {
		look().then(
			(count) => count > 0 && logger.info({ count }, "cases went back to the queue"),
			(error: unknown) => logger.warn({ err: error }, "could not look for abandoned cases"),
		);
	};
	return {
		look,
		start: () => {
			timer = setInterval(lookAndLog, lookMs);
		},
		stop: () => clearInterval(timer),
	};
};
