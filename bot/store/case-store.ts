// What the rest of bot/ may ask of the store about the built-in desk: its cases and its agents. A part of the port in store.ts.

import type { CaseSummary } from "../../dialogs/conversation.ts";
import type { Instant } from "../../dialogs/status/report.ts";

/** A case on the built-in desk. */
export type DeskCase = {
	readonly reference: string;
	readonly conversationId: string;
	readonly status: "waiting" | "withAgent" | "resolved";
	readonly openedAt: Instant;
	readonly acceptedAt: Instant | null;
	/** By when the merchant was promised an answer, while that promise is open. */
	readonly answerBy: Instant | null;
	readonly closedAt: Instant | null;
	readonly agentId: string | null;
	readonly agentName: string | null;
	readonly cause: string | null;
	/** JSON of the CaseSummary. */
	readonly summary: CaseSummary;
};

export type TakenCase = { readonly openedAt: Instant; readonly acceptedAt: Instant };

export type Agent = {
	readonly id: string;
	readonly name: string;
	readonly role: "agent" | "lead" | "admin";
	readonly passwordHash: string;
};

export interface CaseStore {
	/** Idempotent by key: the second call returns the first case. */
	open(key: string, conversationId: string, summary: DeskCase["summary"], at: Instant): Promise<DeskCase>;
	find(reference: string): Promise<DeskCase | null>;
	/** The conversation's case that is not resolved. */
	findLive(conversationId: string): Promise<DeskCase | null>;
	list(statuses: readonly DeskCase["status"][], limit: number): Promise<readonly DeskCase[]>;
	/** Two agents, one case: true for the one that wins; the conversation hears `agentTook` in the same transaction. */
	accept(reference: string, agent: Pick<Agent, "id" | "name">, at: Instant): Promise<boolean>;
	/**
	 * Back to waiting, in its old place: by the agent's own choice, or because the agent is gone; the conversation hears `agentLeft` in
	 * the same transaction. False when that agent has it no more.
	 */
	requeue(held: DeskCase, at: Instant): Promise<boolean>;
	/** The agent is still there. Accepting counts as a sign of life too. */
	keepAlive(agentId: string, at: Instant): Promise<void>;
	/** Cases whose agent last showed a sign of life before that; they are `withAgent` until someone requeues them. */
	abandoned(before: Instant): Promise<readonly DeskCase[]>;
	/** To the bot (resolved, no cause), or closed with its true cause. False when it was resolved before. */
	close(reference: string, cause: string | null, at: Instant): Promise<boolean>;
	/** When cases were opened and taken, the latest taken first, for the waiting estimate. */
	recentlyTaken(limit: number): Promise<readonly TakenCase[]>;
	/** Two replicas, one name: true for the one that adds it. */
	addAgent(agent: Agent): Promise<boolean>;
	/** New or changed, by id. A change ends the agent's sessions. */
	saveAgent(agent: Agent): Promise<void>;
	findAgent(name: string): Promise<Agent | null>;
	/** By name. */
	agents(): Promise<readonly Agent[]>;
	/** Console sessions, by the hash of their token. */
	saveSession(tokenHash: string, agentId: string, expiresAt: Instant): Promise<void>;
	findSession(tokenHash: string, now: Instant): Promise<Agent | null>;
	deleteSession(tokenHash: string): Promise<void>;
	audit(entry: { readonly agentId: string; readonly action: string; readonly subject: string; readonly at: Instant }): Promise<void>;
}
