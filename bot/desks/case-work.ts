// What an agent does with a case. Everything the merchant should notice becomes an event of the conversation; what the store has told
// it of already is told again under the same key, so that it is answered here and now.

import type { RedactedKind } from "../../dialogs/conversation.ts";
import { redact } from "../../dialogs/privacy/redact.ts";
import type { Instant } from "../../dialogs/status/report.ts";
import type { Agent, CaseStore, DeskCase } from "../store/case-store.ts";
import { stepKey } from "../store/cases.ts";
import type { Turns } from "../turn/turns.ts";
import { isAtLeast } from "./sign-in.ts";

type CaseWorkDeps = { readonly cases: CaseStore; readonly turns: Pick<Turns, "happen">; readonly now: () => Instant };

/** `taken`: another agent has it, or it is over. `unknown`: there is no such case, or it is none of the agent's. */
export type Worked = { readonly kind: "done" | "taken" | "unknown" };

export type CaseWork = {
	/** The case, when the agent may see it: one that waits, or is or was the agent's own. Leads see all. */
	find(agent: Agent, reference: string): Promise<DeskCase | null>;
	/** One agent wins; the winner may ask again. */
	accept(agent: Agent, reference: string): Promise<Worked>;
	/** Said once for each key of an agent, however often it is sent. */
	say(agent: Agent, reference: string, message: AgentMessage): Promise<Worked & { readonly redacted?: readonly RedactedKind[] }>;
	giveBack(agent: Agent, reference: string): Promise<Worked>;
	close(agent: Agent, reference: string, cause: string): Promise<Worked>;
	/** Back to the queue. A lead may do it for an agent who cannot. */
	requeue(agent: Agent, reference: string): Promise<Worked>;
};

type AgentMessage = { readonly key: string; readonly text: string };

const done: Worked = { kind: "done" };
const taken: Worked = { kind: "taken" };
const unknown: Worked = { kind: "unknown" };

/** Case work over the store and the conversations' turns. */
export const createCaseWork = (deps: CaseWorkDeps): CaseWork => ({
	find: find(deps),
	accept: accept(deps),
	say: say(deps),
	giveBack: giveBack(deps),
	close: close(deps),
	requeue: requeue(deps),
});

const find =
	({ cases }: CaseWorkDeps): CaseWork["find"] =>
	async (agent, reference) => {
		const found = await cases.find(reference);
		return found !== null && maySee(agent, found) ? found : null;
	};

const accept =
	({ cases, turns, now }: CaseWorkDeps): CaseWork["accept"] =>
	async (agent, reference) => {
		const wanted = await cases.find(reference);
		if (wanted === null || (wanted.status === "resolved" && !maySee(agent, wanted))) return unknown;
		await cases.accept(reference, agent, now());
		const accepted = await cases.find(reference);
		if (accepted === null || !has(agent, accepted)) return taken;
		await turns.happen(accepted.conversationId, { kind: "agentTook", agentName: agent.name }, stepKey(accepted, "took"));
		return done;
	};

const say =
	(deps: CaseWorkDeps): CaseWork["say"] =>
	(agent, reference, { key, text }) =>
		onOwn(deps, { agent, reference }, async ({ conversationId }) => {
			const safe = redact(text);
			const said = { kind: "agentSaid", text: safe.text, agentName: agent.name } as const;
			await deps.turns.happen(conversationId, said, `desk:${agent.id}:${key}`);
			return { ...done, redacted: safe.kinds };
		});

// The conversation hears of it before the case ends: after a crash in between the agent still has the case and asks again.

const giveBack =
	(deps: CaseWorkDeps): CaseWork["giveBack"] =>
	(agent, reference) =>
		onOwn(deps, { agent, reference }, async (own) => {
			await deps.turns.happen(own.conversationId, { kind: "agentReturned", agentName: agent.name }, stepKey(own, "returned"));
			await deps.cases.close(reference, null, deps.now());
			return done;
		});

const close =
	(deps: CaseWorkDeps): CaseWork["close"] =>
	(agent, reference, cause) =>
		onOwn(deps, { agent, reference }, async (own) => {
			await deps.turns.happen(own.conversationId, { kind: "caseClosed", agentName: agent.name, cause }, stepKey(own, "closed"));
			await deps.cases.close(reference, cause, deps.now());
			return done;
		});

const requeue =
	(deps: CaseWorkDeps): CaseWork["requeue"] =>
	async (agent, reference) => {
		const found = await find(deps)(agent, reference);
		if (found === null) return unknown;
		if (found.agentId !== agent.id && !isAtLeast(agent.role, "lead")) return taken;
		return (await putBack(deps, found)) ? done : taken;
	};

type Wanted = { readonly agent: Agent; readonly reference: string };

/** Runs the work on a case that is the agent's own at this moment. */
const onOwn = async <T extends Worked>(deps: CaseWorkDeps, { agent, reference }: Wanted, work: (own: DeskCase) => Promise<T>) => {
	const found = await find(deps)(agent, reference);
	if (found === null) return unknown;
	return has(agent, found) ? work(found) : taken;
};

type PutBackDeps = Pick<CaseWorkDeps, "cases" | "turns" | "now">;

/** Puts a case back into the queue and tells the conversation. False when its agent has it no more. */
export const putBack = async ({ cases, turns, now }: PutBackDeps, held: DeskCase): Promise<boolean> => {
	if (!(await cases.requeue(held, now()))) return false;
	await turns.happen(held.conversationId, { kind: "agentLeft", agentName: held.agentName ?? "" }, stepKey(held, "left"));
	return true;
};

/** Waiting cases are for all, others for the agent who has or had them, and for leads. */
export const maySee = (agent: Agent, found: DeskCase): boolean =>
	found.status === "waiting" || found.agentId === agent.id || isAtLeast(agent.role, "lead");

const has = (agent: Agent, found: DeskCase): boolean => found.status === "withAgent" && found.agentId === agent.id;
