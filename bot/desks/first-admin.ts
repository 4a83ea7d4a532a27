// The first way in: an administrator, made when the desk has no agents yet or when the configuration names a password.

import { randomBytes, randomUUID } from "node:crypto";
import type { Agent, CaseStore } from "../store/case-store.ts";
import { hashPassword, isPassword } from "./password.ts";

/** `password` is only there when it was made up here; print it once, it is not kept. */
export type FirstAdmin = { readonly name: string; readonly password: string | null };

const name = "admin";

/** Makes sure that somebody can sign in; a configured password always is the one that works. */
export const ensureAdmin = async (cases: CaseStore, configured: string | null): Promise<FirstAdmin> => {
	const admin = await cases.findAgent(name);
	if (admin !== null && (configured === null || (await isPassword(configured, admin.passwordHash)))) return { name, password: null };
	const password = configured ?? randomBytes(12).toString("base64url");
	const wanted: Agent = { id: admin?.id ?? randomUUID(), name, role: "admin", passwordHash: await hashPassword(password) };
	if (admin !== null) await cases.saveAgent(wanted);
	// Another replica that starts with this one was faster.
	else if (!(await cases.addAgent(wanted))) return ensureAdmin(cases, configured);
	return { name, password: configured === null ? password : null };
};
