// `npm run -s bench:turn -- [--seconds N]`: turns a second and their times, of Relink and of what it is measured against, on this
// machine in one run. Prints JSON.

import { parseArgs } from "node:util";
import { type ConnectorStub, startConnectorStub } from "./turn/connector-stub.ts";
import { measureIdle } from "./turn/idle.ts";
import { type Figures, measure, type Stretch, summary, warmUp } from "./turn/measure.ts";
import { type Server, startServer } from "./turn/servers.ts";
import { openTeams, openWebChat, type Talker } from "./turn/talkers.ts";

const { values } = parseArgs({ options: { seconds: { type: "string", default: "8" } } });
const seconds = Number(values.seconds);

const widths = [1, 16, 64] as const;

/** The same program started anew comes out up to a third faster or slower: each is started more than once. */
const starts = 2;

/** Other tenants of a machine come and go within seconds: each server is measured in so many short stretches, turn and turn about. */
const stretches = 5;

type Subject = { readonly name: string; readonly server: Parameters<typeof startServer>[0]; readonly over: "webChat" | "teams" };

const subjects: readonly Subject[] = [
	{ name: "relinkWebChat", server: "relink", over: "webChat" },
	{ name: "relinkTeams", server: "relink", over: "teams" },
	{ name: "echo", server: "echo", over: "teams" },
	{ name: "echoWithState", server: "echoWithState", over: "teams" },
	{ name: "bareRestify", server: "bareRestify", over: "teams" },
];

type ByWidth = Readonly<Record<string, Figures>>;

type Warm = { readonly server: Server; readonly open: () => Promise<Talker> };

const warm = async ({ server: kind, over }: Subject, connector: ConnectorStub): Promise<Warm> => {
	const server = await startServer(kind);
	const open = () => (over === "webChat" ? openWebChat(server.url) : openTeams(server.url, connector));
	await warmUp(open);
	return { server, open };
};

/** Width by width, the servers taking turns: what else the machine does in these minutes meets them all. */
const runAll = async (connector: ConnectorStub): Promise<Readonly<Record<string, ByWidth>>> => {
	const seen = subjects.map(({ name }) => ({ name, stretchesAt: widths.map((): Stretch[] => []) }));
	for (let start = 0; start < starts; start++) {
		const all: Warm[] = [];
		for (const subject of subjects) all.push(await warm(subject, connector));
		for (const [at, conversations] of widths.entries()) {
			for (let stretch = 0; stretch < stretches; stretch++) {
				for (const [which, { server, open }] of all.entries()) {
					const load = { server, open, conversations, seconds: seconds / stretches / starts };
					seen[which]?.stretchesAt[at]?.push(await measure(load));
				}
			}
		}
		await Promise.all(all.map(({ server }) => server.stop()));
	}
	return Object.fromEntries(
		seen.map(({ name, stretchesAt }) => [name, Object.fromEntries(stretchesAt.map((of, at) => [widths[at], summary(of)]))]),
	);
};

const ratios = (of: ByWidth, to: ByWidth) =>
	Object.fromEntries(
		widths.map((width) => {
			const [mine, theirs] = [of[width], to[width]];
			if (mine === undefined || theirs === undefined) throw new Error("not measured");
			const ratio = (one: number, other: number) => Math.round((one / other) * 100) / 100;
			const cpu = ratio(theirs.cpuMsPerTurn ?? Number.NaN, mine.cpuMsPerTurn ?? Number.NaN);
			return [width, { throughput: ratio(mine.perSecond, theirs.perSecond), p99: ratio(mine.p99Ms, theirs.p99Ms), turnsPerCpu: cpu }];
		}),
	);

const connector = await startConnectorStub();
const results = await runAll(connector);
const inspected = await startServer("relink", true);
const idle = await measureIdle(inspected);
await inspected.stop();
connector.close();
const baseline = results.echoWithState ?? {};
const toEchoWithState = {
	webChat: ratios(results.relinkWebChat ?? {}, baseline),
	teams: ratios(results.relinkTeams ?? {}, baseline),
};
process.stdout.write(
	`${JSON.stringify({ node: process.version, seconds, conversations: widths, results, toEchoWithState, idle }, null, "\t")}\n`,
);
