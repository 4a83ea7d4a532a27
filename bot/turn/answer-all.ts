// Answers everything a conversation is waiting for. A turn that throws is tried again, then apologised for; a store that is
// away is waited for, because what was accepted must be answered.

import { setTimeout as sleep } from "node:timers/promises";
import { RelinkError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import type { TurnOutcome } from "./commit.ts";

const maxTries = 3;
const firstPauseMs = 50;
const longestPauseMs = 1_000;

type Deps = {
	readonly run: (conversationId: string) => Promise<TurnOutcome>;
	readonly apologise: (conversationId: string) => Promise<TurnOutcome>;
	readonly logger: Logger;
	/** Aborted when the process is stopping. */
	readonly stopping: AbortSignal;
};

/** Works until the conversation waits for nothing, or the process stops. Never fails. */
export const answerAll =
	({ run, apologise, logger, stopping }: Deps) =>
	async (conversationId: string): Promise<void> => {
		let failures = 0;
		let pauseMs = firstPauseMs;
		while (!stopping.aborted && failures < 2 * maxTries) {
			try {
				const outcome = await (failures < maxTries ? run : apologise)(conversationId);
				if (outcome === "idle") return;
				if (outcome === "answered") failures = 0;
				pauseMs = firstPauseMs;
			} catch (error) {
				logger.error({ err: error, conversationId, failures }, "a turn failed");
				if (!isStoreAway(error)) failures += 1;
				await sleep(pauseMs, undefined, { signal: stopping }).catch(() => undefined);
				pauseMs = Math.min(2 * pauseMs, longestPauseMs);
			}
		}
	};

const isStoreAway = (error: unknown): boolean => error instanceof RelinkError && error.code === "STORE_UNAVAILABLE";
