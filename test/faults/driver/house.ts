// What every drive needs: a data folder, a folder of histories, and everything started gone again at the end.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type ChannelEvent, type MerchantEvent, readHistories } from "../judge/history.ts";
import { judgeChats } from "../judge/judge-chat.ts";
import { judgeTeams } from "../judge/judge-teams.ts";
import { type ChatMerchant, createChatMerchant } from "./chat-merchant.ts";
import { type Connector, type Mood, startConnector } from "./connector.ts";
import { createServerProcess, type Server, type ServerOptions } from "./server.ts";
import { createTeamsMerchant, type TeamsMerchant } from "./teams-merchant.ts";

/** Anything with an address. */
type Place = Pick<Server, "url">;

export type House = {
	readonly folder: string;
	readonly histories: string;
	/** A server over the folder `data`, or another; not started yet. */
	server(options?: Partial<ServerOptions>): Promise<Server>;
	connector(mood?: () => Mood): Promise<Connector>;
	/** Chats that have begun, with their sockets open; each talks to the server of its turn. */
	chats(count: number, servers: readonly Place[], prefix?: string): Promise<readonly ChatMerchant[]>;
	teams(count: number, servers: readonly Place[], connector: Connector, prefix?: string): readonly TeamsMerchant[];
	judgeChats(prefix?: string): ReturnType<typeof judgeChats>;
	judgeTeams(turnsBeyond?: number, prefix?: string): ReturnType<typeof judgeTeams>;
};

/** Conversations begun at once; more would only wait in a queue. */
const openedTogether = 20;

/** For the test that is running. */
export const openHouse = async (): Promise<House> => {
	const folder = await mkdtemp(join(tmpdir(), "relink-faults-"));
	const histories = join(folder, "histories");
	await mkdir(histories);
	const endings: (() => Promise<unknown> | unknown)[] = [];
	onTestFinished(async () => {
		for (const end of endings.reverse()) await end();
		if (process.env.FAULT_KEEP === undefined) await rm(folder, { recursive: true, force: true });
		else process.stdout.write(`kept ${folder}\n`);
	});
	const urlOf = (servers: readonly Place[], n: number) => () => servers[n % servers.length]?.url ?? "";
	return {
		folder,
		histories,
		server: async (options = {}) => {
			const server = await createServerProcess({ dataDir: join(folder, "data"), ...options });
			endings.push(() => server.end("SIGKILL").catch(() => undefined));
			return server;
		},
		connector: async (mood) => {
			const connector = await startConnector(histories, mood);
			endings.push(connector.close);
			return connector;
		},
		chats: async (count, servers, prefix = "chat") => {
			const merchants = Array.from({ length: count }, (_, n) =>
				createChatMerchant({ name: `${prefix}-${n}`, url: urlOf(servers, n), histories, from: `10.0.0.${n % 16}` }),
			);
			for (let n = 0; n < count; n += openedTogether) await Promise.all(merchants.slice(n, n + openedTogether).map(({ open }) => open()));
			return merchants;
		},
		teams: (count, servers, connector, prefix = "teams") =>
			Array.from({ length: count }, (_, n) =>
				createTeamsMerchant({ name: `${prefix}-${n}`, url: urlOf(servers, n), histories, connector }),
			),
		judgeChats: (prefix = "chat") => judgeChats(readHistories<MerchantEvent>(histories, prefix)),
		judgeTeams: (turnsBeyond = 0, prefix = "teams") =>
			judgeTeams(readHistories<MerchantEvent>(histories, prefix), readHistories<ChannelEvent>(histories, "connector"), turnsBeyond),
	};
};
