// The built-in desk: cases wait in our own store, agents answer at /desk. What merchants say reaches them through the log.

import type { CaseSummary, DeskAvailability } from "../../dialogs/conversation.ts";
import type { Instant } from "../../dialogs/status/report.ts";
import { relinkError } from "../errors.ts";
import type { CaseStore, DeskCase } from "../store/case-store.ts";
import type { CaseTicket, Desk } from "./desk.ts";
import { type Hours, isOpen, opensAt } from "./hours.ts";

export type ConsoleDeskDeps = { readonly cases: CaseStore; readonly hours: Hours; readonly now: () => Instant };

/** More cases than this are not counted one by one: nobody waits behind five hundred. */
const countedCases = 500;
const waitsLookedAt = 20;
/** The estimate before anybody has ever waited. */
const firstGuessMinutes = 5;
const minuteMs = 60_000;

/** The desk that needs nothing but the store. */
export const createConsoleDesk = ({ cases, hours, now }: ConsoleDeskDeps): Desk => {
	const availability = async (): Promise<DeskAvailability> => {
		if (!isOpen(hours, now())) return { kind: "closed", opensAt: opensAt(hours, now()) };
		const waiting = await cases.list(["waiting"], countedCases);
		return { kind: "open", waiting: waiting.length, waitMinutes: await waitMinutes(cases, waiting, now()) };
	};

	const open = async (key: string, conversationId: string, summary: CaseSummary): Promise<CaseTicket> => {
		const opened = await cases.open(key, conversationId, summary, now());
		const waiting = await cases.list(["waiting"], countedCases);
		const minutes = await waitMinutes(cases, waiting, now());
		const beginsAt = isOpen(hours, now()) ? now() : opensAt(hours, now());
		return {
			reference: opened.reference,
			position: opened.status === "waiting" ? positionOf(opened, waiting) : 0,
			waitMinutes: isOpen(hours, now()) ? minutes : null,
			answerBy: beginsAt === null ? null : beginsAt + minutes * minuteMs,
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

/** What others waited lately, but never less than the one at the head of the queue is waiting already. */
const waitMinutes = async (cases: CaseStore, waiting: readonly DeskCase[], now: Instant): Promise<number> => {
	const usual = median(await cases.recentWaits(waitsLookedAt)) ?? firstGuessMinutes;
	const soFar = waiting.map((each) => (now - each.openedAt) / minuteMs);
	return Math.ceil(Math.max(1, usual, ...soFar));
};

const median = (values: readonly number[]): number | null => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
