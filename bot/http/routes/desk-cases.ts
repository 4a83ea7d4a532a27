// The queue and the cases: what agents see and do, as rows of the desk's API.

import { z } from "zod";
import { type CauseId, causes } from "../../../dialogs/knowledge/causes.ts";
import type { StatusReport } from "../../../dialogs/status/report.ts";
import { clean, isStorable } from "../../channels/text.ts";
import { causeChoices, type Describe, type Reader, viewCase, viewInQueue, viewMessage, viewStatus } from "../../desks/case-view.ts";
import { type CaseWork, maySee, type Worked } from "../../desks/case-work.ts";
import type { Queue, Said, Transcript } from "../../desks/desk-api.ts";
import type { DeskCase } from "../../store/case-store.ts";
import type { Store } from "../../store/store.ts";
import { httpError, notFound } from "../http-error.ts";
import { parseAs, readJsonAs } from "../json-body.ts";
import type { Call, Endpoint } from "./desk-session.ts";

type CaseDeps = {
	readonly store: Pick<Store, "cases" | "conversations">;
	readonly work: CaseWork;
	readonly describe: Describe;
	/** What the status page says now. */
	readonly status: (signal: AbortSignal) => Promise<StatusReport>;
	readonly now: () => number;
};

const shownCases = 200;
const shownMessages = 1_000;
const statusTimeoutMs = 2_000;
const bodyBytes = 16 * 1024;

const agentText = z.string().transform(clean).pipe(z.string().trim().min(1).max(2_000));
const messageBody = z.object({ key: z.string().min(8).max(100).refine(isStorable), text: agentText });
const causeIds: ReadonlySet<string> = new Set(causes.map(({ id }) => id));
const closeBody = z.object({ cause: z.custom<CauseId>((value) => typeof value === "string" && causeIds.has(value)) });
const afterQuery = z.coerce.number().int().min(0);

/** Rows for everything about cases. */
export const caseEndpoints = (deps: CaseDeps): readonly Endpoint[] => [
	{ method: "get", path: "/desk/api/queue", role: "agent", answer: (call) => queue(deps, call) },
	{ method: "get", path: "/desk/api/causes", role: "agent", answer: async (call) => ({ causes: causeChoices(readerOf(deps, call)) }) },
	{ method: "get", path: "/desk/api/cases/:reference", role: "agent", answer: (call) => caseDetail(deps, call) },
	{ method: "get", path: "/desk/api/cases/:reference/messages", role: "agent", answer: (call) => messages(deps, call) },
	{
		method: "post",
		path: "/desk/api/cases/:reference/accept",
		role: "agent",
		answer: step(deps, "case.accept", deps.work.accept),
	},
	{ method: "post", path: "/desk/api/cases/:reference/say", role: "agent", answer: (call) => say(deps, call) },
	{
		method: "post",
		path: "/desk/api/cases/:reference/return",
		role: "agent",
		answer: step(deps, "case.return", deps.work.giveBack),
	},
	{
		method: "post",
		path: "/desk/api/cases/:reference/requeue",
		role: "agent",
		answer: step(deps, "case.requeue", deps.work.requeue),
	},
	{ method: "post", path: "/desk/api/cases/:reference/close", role: "agent", answer: (call) => close(deps, call) },
];

const queue = async (deps: CaseDeps, call: Call): Promise<Queue> => {
	const reader = readerOf(deps, call);
	const [report, live] = await Promise.all([
		deps.status(AbortSignal.timeout(statusTimeoutMs)),
		deps.store.cases.list(["waiting", "withAgent"], shownCases),
	]);
	const seen = live.filter((each) => maySee(call.agent, each)).toSorted((a, b) => a.openedAt - b.openedAt);
	return { backOffice: viewStatus(report), cases: seen.map((each) => viewInQueue(each, reader)) };
};

const caseDetail = async (deps: CaseDeps, call: Call) => {
	const found = await caseOf(deps, call);
	const log = await deps.store.conversations.log(found.conversationId, 0, shownMessages);
	await audit(deps, call, "case.view");
	return viewCase(found, log, readerOf(deps, call));
};

const messages = async (deps: CaseDeps, call: Call): Promise<Transcript> => {
	const found = await caseOf(deps, call);
	const after = parseAs(afterQuery, new URL(call.request.url ?? "", "http://localhost").searchParams.get("after") ?? 0);
	const log = await deps.store.conversations.log(found.conversationId, after, shownMessages);
	return { messages: log.map(viewMessage) };
};

const say = async (deps: CaseDeps, call: Call): Promise<Said> => {
	const message = await readJsonAs(messageBody, call.request, bodyBytes);
	const said = await deps.work.say(call.agent, referenceOf(call), message);
	orThrow(said);
	return { redacted: said.redacted ?? [] };
};

const close = async (deps: CaseDeps, call: Call): Promise<void> => {
	const { cause } = await readJsonAs(closeBody, call.request, bodyBytes);
	orThrow(await deps.work.close(call.agent, referenceOf(call), cause));
	await audit(deps, call, "case.close");
};

/** A step that needs nothing but the case. */
const step =
	(deps: CaseDeps, action: string, work: CaseWork["accept"]) =>
	async (call: Call): Promise<void> => {
		orThrow(await work(call.agent, referenceOf(call)));
		await audit(deps, call, action);
	};

const orThrow = ({ kind }: Worked): void => {
	if (kind === "unknown") throw notFound();
	if (kind === "taken") throw httpError(409, "Taken", "the case is not this agent's");
};

const caseOf = async ({ work }: CaseDeps, call: Call): Promise<DeskCase> => {
	const found = await work.find(call.agent, referenceOf(call));
	if (found === null) throw notFound();
	return found;
};

const audit = ({ store, now }: CaseDeps, call: Call, action: string): Promise<void> =>
	store.cases.audit({ agentId: call.agent.id, action, subject: referenceOf(call), at: now() });

const referenceOf = ({ request }: Call): string => String(request.params.reference);

const readerOf = ({ describe }: CaseDeps, { agent, language }: Call): Reader => ({ agent, language, describe });
