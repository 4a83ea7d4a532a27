// Teams over the real store, turns, outbox and HTTP server, talking to a connector on loopback.

import pino from "pino";
import { createTeams, type Teams } from "../../../../bot/channels/teams/teams.ts";
import { createMetrics } from "../../../../bot/metrics.ts";
import type { DeliverTable } from "../../../../bot/outbox/deliver/deliver-table.ts";
import { deliverSendActivity } from "../../../../bot/outbox/deliver/send-activity.ts";
import { createOutbox } from "../../../../bot/outbox/outbox.ts";
import { type FakeConnector, startFakeConnector } from "./fake-connector.ts";
import { type Channels, startChannels } from "./start-channels.ts";

export type TeamsUnderTest = {
	readonly channels: Channels;
	readonly connector: FakeConnector;
	readonly teams: Teams;
	post(activity: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
	/** A message as Teams posts it. */
	message(changes?: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
	close(): Promise<void>;
};

const logger = pino({ level: "silent" });

const nobody = async () => ({ kind: "done" }) as const;

/** A running bot without an app id, unless one is given. */
export const startTeams = async (appId = ""): Promise<TeamsUnderTest> => {
	const connector = await startFakeConnector();
	const config = { MicrosoftAppId: appId, MicrosoftAppPassword: "a password", MicrosoftAppType: "MultiTenant", MicrosoftAppTenantId: "" };
	let teams: Teams | undefined;
	const channels = await startChannels({
		routes: (deps) => {
			teams = createTeams({ ...deps, config, logger });
			return teams.routes;
		},
	});
	if (teams === undefined) throw new Error("the routes were never asked for");
	const { store, turns } = channels;
	const deliver: DeliverTable = {
		sendActivity: deliverSendActivity({ channel: teams, store, now: Date.now }),
		openCase: nobody,
		tellAgent: nobody,
		withdrawCase: nobody,
		wake: nobody,
	};
	const outbox = createOutbox({ store, turns, deliver, now: Date.now, random: () => 0, metrics: createMetrics(), logger });
	outbox.start();
	let count = 0;
	return {
		channels,
		connector,
		teams,
		post: (activity, headers = {}) =>
			fetch(`${channels.url}/api/messages`, {
				method: "POST",
				headers: { "Content-Type": "application/json", ...headers },
				body: typeof activity === "string" ? activity : JSON.stringify(activity),
			}),
		message: (changes = {}) => ({
			type: "message",
			id: `activity-${++count}`,
			timestamp: `2026-11-23T03:00:00.${String(count).padStart(3, "0")}Z`,
			channelId: "msteams",
			serviceUrl: connector.url,
			conversation: { id: "a:1_conversation;messageid=7", conversationType: "personal", tenantId: "tenant" },
			from: { id: "29:merchant", name: "Li Na", aadObjectId: "0" },
			recipient: { id: "28:bot", name: "Relink" },
			text: "it is down",
			textFormat: "plain",
			locale: "zh-CN",
			...changes,
		}),
		close: async () => {
			await outbox.stop();
			await channels.close();
			await connector.close();
		},
	};
};
