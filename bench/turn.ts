// `npm run -s bench:turn -- [--seconds N]`: turns a second and their times, of Relink and of what it is measured against, on this
// machine in one run. Prints JSON.

import { parseArgs } from "node:util";
import { type ConnectorStub, startConnectorStub } from "./turn/connector-stub.ts";
import { measureIdle } from "./turn/idle.ts";
import { type Figures, measure, warmUp } from "./turn/measure.ts";
import { startServer } from "./turn/servers.ts";
import { openTeams, openWebChat } from "./turn/talkers.ts";

const { values } = parseArgs({ options: { seconds: { type: "string", default: "4" } } });
const seconds = Number(values.seconds);

const widths = [1, 16, 64] as const;

type Subject = { readonly name: string; readonly server: Parameters<typeof startServer>[0]; readonly over: "webChat" | "teams" };

const subjects: readonly Subject[] = [
	{ name: "relinkWebChat", server: "relink", over: "webChat" },
	{ name: "relinkTeams", server: "relink", over: "teams" },
	{ name: "echo", server: "echo", over: "teams" },
	{ name: "echoWithState", server: "echoWithState", over: "teams" },
	{ name: "bareRestify", server: "bareRestify", over: "teams" },
];

type ByWidth = Readonly<Record<string, Figures>>;

const run = async ({ server: name, over }: Subject, connector: ConnectorStub): Promise<ByWidth> => {
	const figures: Record<string, Figures> = {};
	const server = await startServer(name);
	const open = () => (over === "webChat" ? openWebChat(server.url) : openTeams(server.url, connector));
	await warmUp(open);
	for (const conversations of widths) figures[conversations] = await measure({ server, open, conversations, seconds });
	await server.stop();
	return figures;
};

const ratios = (of: ByWidth, to: ByWidth) =>
	Object.fromEntries(
		widths.map((width) => {
			const [mine, theirs] = [of[width], to[width]];
			if (mine === undefined || theirs === undefined) throw new Error("not measured");
			const ratio = (one: number, other: number) => Math.round((one / other) * 100) / 100;
			return [width, { throughput: ratio(mine.perSecond, theirs.perSecond), p99: ratio(mine.p99Ms, theirs.p99Ms) }];
		}),
	);

const connector = await startConnectorStub();
const results: Record<string, ByWidth> = {};
for (const subject of subjects) results[subject.name] = await run(subject, connector);
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
