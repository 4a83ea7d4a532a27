// Cases of agents who are gone (browser closed, network lost) go back to the queue within a minute.

import type { Instant } from "../../dialogs/status/report.ts";
import type { Logger } from "../logger.ts";
import type { CaseStore } from "../store/case-store.ts";
import type { Turns } from "../turn/turns.ts";
import { putBack } from "./case-work.ts";

type Deps = { readonly cases: CaseStore; readonly turns: Pick<Turns, "happen">; readonly now: () => Instant; readonly logger: Logger };

type DropOff = {
	/** Looks once. How many cases went back. */
	look(): Promise<number>;
	start(): void;
	stop(): void;
};

/** Pages give a sign of life every 10 s (case-feed.ts): with a look every 5 s, a case waits again 35 to 50 s after its agent is gone. */
const goneAfterMs = 45_000;
const lookMs = 5_000;

/** Every replica looks; the store lets one of them put a case back. */
export const createDropOff = ({ cases, turns, now, logger }: Deps): DropOff => {
	let timer: NodeJS.Timeout | undefined;
	const look = async (): Promise<number> => {
		const left = await cases.abandoned(now() - goneAfterMs);
		const back = await Promise.all(left.map((held) => putBack({ cases, turns }, held)));
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
