// The desk's people: who they are, where they are signed in, and what they did.

import type { Agent, CaseStore } from "./case-store.ts";
import type { Database, Row } from "./database.ts";

type Agents = Pick<
	CaseStore,
	"addAgent" | "saveAgent" | "findAgent" | "agents" | "saveSession" | "findSession" | "deleteSession" | "audit"
>;

const columns = "agents.id, agents.name, agents.role, agents.password_hash";

/** The people's part of the desk's store. */
export const createAgents = (database: Database): Agents => ({
	addAgent: ({ id, name, role, passwordHash }) =>
		database.transaction(async (tx) => {
			const values = [id, name, role, passwordHash];
			const added = await tx.run(
				"INSERT INTO agents (id, name, role, password_hash) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
				values,
			);
			return added > 0;
		}),
	saveAgent: ({ id, name, role, passwordHash }) =>
		database.transaction(async (tx) => {
			await tx.run(
				`INSERT INTO agents (id, name, role, password_hash) VALUES (?, ?, ?, ?)
				ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, password_hash = excluded.password_hash`,
				[id, name, role, passwordHash],
			);
			await tx.run("DELETE FROM sessions WHERE agent_id = ?", [id]);
		}),
	findAgent: async (name) => first(await database.all(`SELECT ${columns} FROM agents WHERE name = ?`, [name])),
	agents: async () => (await database.all(`SELECT ${columns} FROM agents ORDER BY name`)).map(toAgent),
	saveSession: async (tokenHash, agentId, expiresAt) => {
		const values = [tokenHash, agentId, expiresAt];
		await database.transaction((tx) => tx.run("INSERT INTO sessions (token_hash, agent_id, expires_at) VALUES (?, ?, ?)", values));
	},
	findSession: async (tokenHash, now) =>
		first(
			await database.all(
				`SELECT ${columns} FROM sessions JOIN agents ON agents.id = sessions.agent_id WHERE token_hash = ? AND expires_at > ?`,
				[tokenHash, now],
			),
		),
	deleteSession: async (tokenHash) => {
		await database.transaction((tx) => tx.run("DELETE FROM sessions WHERE token_hash = ?", [tokenHash]));
	},
	audit: async ({ agentId, action, subject, at }) => {
		const values = [agentId, action, subject, at];
		await database.transaction((tx) => tx.run("INSERT INTO audit (agent_id, action, subject, at) VALUES (?, ?, ?, ?)", values));
	},
});

const first = ([row]: readonly Row[]): Agent | null => (row === undefined ? null : toAgent(row));

const toAgent = (row: Row): Agent => ({
	id: String(row.id),
	name: String(row.name),
	// Written by this file.
	role: row.role as Agent["role"],
	passwordHash: String(row.password_hash),
});
