// The built-in desk: cases wait in our own store, agents answer at /desk. What merchants say reaches them through the log.

import type { CaseSummary, DeskAvailability } from "../../dialogs/conversation.ts";
import type { Instant } from "../../dialogs/status/report.ts";
import { relinkError } from "../errors.ts";
import type { CaseStore, DeskCase, TakenCase } from "../store/case-store.ts";
import type { CaseTicket, Desk } from "./desk.ts";
import { type Hours, isOpen, opensAt } from "./hours.ts";

export type ConsoleDeskDeps = { readonly cases: CaseStore; readonly hours: Hours; readonly now: () => Instant };

/** More cases than this are not counted one by one: nobody waits behind five hundred. */
const countedCases = 500;
const casesLookedAt = 20;
/** The estimate before anybody has ever waited. */
const firstGuessMinutes = 5;
const minuteMs = 60_000;

/** The desk that needs nothing but the store. */
export const createConsoleDesk = ({ cases, hours, now }: ConsoleDeskDeps): Desk => {
	const availability = async (): Promise<DeskAvailability> => {
		if (!isOpen(hours, now())) return { kind: "closed", opensAt: opensAt(hours, now()) };
		const waiting = await cases.list(["waiting"], countedCases);
		const taken = await cases.recentlyTaken(casesLookedAt);
		return { kind: "open", waiting: waiting.length, waitMinutes: waitMinutes({ taken, waiting, place: waiting.length + 1, now: now() }) };
	};

	const open = async (key: string, conversationId: string, summary: CaseSummary): Promise<CaseTicket> => {
		const opened = await cases.open(key, conversationId, summary, now());
		const waiting = await cases.list(["waiting"], countedCases);
		const position = opened.status === "waiting" ? positionOf(opened, waiting) : 0;
		const taken = await cases.recentlyTaken(casesLookedAt);
		const minutes = waitMinutes({ taken, waiting, place: position, now: now() });
		const beginsAt = isOpen(hours, now()) ? now() : opensAt(hours, now());
		return {
			reference: opened.reference,
			position,
			waitMinutes: isOpen(hours, now()) ? minutes : null,
			answerBy: beginsAt === null || minutes === null ? null : beginsAt + minutes * minuteMs,
		};
	};

	/** The message is in the log already, where the case's transcript is read; a case must be there to read it. */
	const tell = async (_key: string, conversationId: string): Promise<void> => {
		const live = await cases.findLive(conversationId);
		if (live === null) throw relinkError("DESK_REFUSED", { retryable: false, detail: "no case is open" });
	};

	const withdraw = async (_key: string, conversationId: string): Promise<void> => {
		const live = await cases.findLive(conversationId);
		if (live !== null) await cases.close(live.reference, null, now());
	};

	return { id: "console", availability, open, tell, withdraw };
};

const positionOf = (own: DeskCase, waiting: readonly DeskCase[]): number =>
	waiting.filter((other) => other.reference !== own.reference && other.openedAt <= own.openedAt).length + 1;

type Queue = {
	readonly taken: readonly TakenCase[];
	readonly waiting: readonly DeskCase[];
	/** 1 is the next to be taken. */
	readonly place: number;
	readonly now: Instant;
};

/**
 * What others waited lately, but never less than somebody is waiting already, nor than the queue takes to move up to this place.
 * Null for a place behind others while nobody knows how fast it moves.
 */
const waitMinutes = ({ taken, waiting, place, now }: Queue): number | null => {
	const pace = paceOf(taken);
	if (pace === null && place > 1) return null;
	const usual = median(taken.map(({ openedAt, acceptedAt }) => (acceptedAt - openedAt) / minuteMs)) ?? firstGuessMinutes;
	const soFar = waiting.map((each) => (now - each.openedAt) / minuteMs);
	return Math.ceil(Math.max(1, usual, (place - 1) * (pace ?? 0), ...soFar));
};

/** Minutes from one case taken to the next, where the next was waiting, for then nobody was idle; null while nobody queued. */
const paceOf = (taken: readonly TakenCase[]): number | null =>
	median(
		taken.flatMap((next, at) => {
			const before = taken[at + 1];
			return before !== undefined && next.openedAt <= before.acceptedAt ? [(next.acceptedAt - before.acceptedAt) / minuteMs] : [];
		}),
	);

const median = (values: readonly number[]): number | null => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
