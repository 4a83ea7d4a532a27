// Who may work at the desk: admins add people and set their passwords, everybody changes their own.

import { randomUUID } from "node:crypto";
import { z } from "zod";
import { isStorable } from "../../channels/text.ts";
import type { AgentView } from "../../desks/desk-api.ts";
import { hashPassword, isPassword } from "../../desks/password.ts";
import { agentName, roles } from "../../desks/sign-in.ts";
import type { Agent, CaseStore } from "../../store/case-store.ts";
import { httpError } from "../http-error.ts";
import { readJsonAs } from "../json-body.ts";
import type { Call, Endpoint } from "./desk-session.ts";

type AgentDeps = { readonly cases: CaseStore; readonly now: () => number };

const password = z.string().min(10).max(200);
const agentBody = z.object({ name: z.string().trim().min(1).max(60).refine(isStorable), role: z.enum(roles), password });
const passwordBody = z.object({ current: z.string().min(1).max(200), next: password });
const bodyBytes = 2_048;

/** Rows for everything about agents. */
export const agentEndpoints = (deps: AgentDeps): readonly Endpoint[] => [
	{ method: "get", path: "/desk/api/agents", role: "admin", answer: () => list(deps) },
	{ method: "post", path: "/desk/api/agents", role: "admin", answer: (call) => save(deps, call) },
	{ method: "post", path: "/desk/api/password", role: "agent", answer: (call) => changePassword(deps, call) },
];

const list = async ({ cases }: AgentDeps) => ({ agents: (await cases.agents()).map(viewAgent) });

/** Adds somebody, or gives somebody who is there another role and password; that signs them out. */
const save = async ({ cases, now }: AgentDeps, { request, agent }: Call): Promise<AgentView> => {
	const body = await readJsonAs(agentBody, request, bodyBytes);
	const name = agentName(body.name);
	const known = await cases.findAgent(name);
	if (known?.id === agent.id) throw httpError(409, "OwnAccount", "change your own password instead");
	const saved: Agent = { id: known?.id ?? randomUUID(), name, role: body.role, passwordHash: await hashPassword(body.password) };
	if (known !== null) await cases.saveAgent(saved);
	else if (!(await cases.addAgent(saved))) throw httpError(409, "NameTaken", "somebody has just added this name");
	await cases.audit({ agentId: agent.id, action: known === null ? "agent.add" : "agent.change", subject: saved.id, at: now() });
	return viewAgent(saved);
};

/** Signs the agent out everywhere, this page included. */
const changePassword = async ({ cases, now }: AgentDeps, { request, agent }: Call): Promise<void> => {
	const { current, next } = await readJsonAs(passwordBody, request, bodyBytes);
	if (!(await isPassword(current, agent.passwordHash))) throw httpError(403, "WrongCredentials", "the current password is wrong");
	await cases.saveAgent({ ...agent, passwordHash: await hashPassword(next) });
	await cases.audit({ agentId: agent.id, action: "agent.password", subject: agent.id, at: now() });
};

const viewAgent = ({ id, name, role }: Agent): AgentView => ({ id, name, role });
