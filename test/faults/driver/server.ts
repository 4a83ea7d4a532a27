// The built server as a process that can be started, killed, stopped and started again at the same address.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { asNpmStarts } from "../../../bench/turn/as-npm-starts.ts";
import { freePort } from "../../support/free-port.ts";
import { type Preload, preload } from "./preload.ts";

export type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly tookMs: number };

export type Server = {
	readonly url: string;
	readonly dataDir: string;
	/** Resolves with the milliseconds until it said where it is; rejects when it ended before. */
	start(over?: Variables): Promise<number>;
	/** Sends the signal and waits for the end. */
	end(signal: "SIGKILL" | "SIGTERM"): Promise<Ended>;
	/** Resolves when it ends by itself. */
	ended(): Promise<Ended>;
	/** One number from the probe: bytes, milliseconds of processor time, bytes. */
	ask(question: "buffered" | "cpu" | "heap"): Promise<number>;
	signal(name: NodeJS.Signals): void;
	pid(): number;
	isUp(): boolean;
};

type Variables = Readonly<Record<string, string>>;

export type ServerOptions = {
	readonly dataDir: string;
	readonly variables?: Variables;
	readonly preloads?: readonly Preload[];
	/** What starts node in node's place, with node and its arguments at the end. */
	readonly launcher?: readonly string[];
};

const running = new Set<ChildProcess>();
process.on("exit", () => {
	for (const child of running) child.kill("SIGKILL");
});

/** A server that is not running yet. Its address stays the same from start to start. */
export const createServerProcess = async (options: ServerOptions): Promise<Server> => {
	const { dataDir } = options;
	const port = await freePort();
	let child: ChildProcess | null = null;
	let isUp = false;
	const alive = (): ChildProcess => {
		if (child === null) throw new Error("the server is not running");
		return child;
	};
	const endOf = async (ending: ChildProcess): Promise<Ended> => {
		const from = performance.now();
		if (ending.exitCode === null && ending.signalCode === null) await once(ending, "exit");
		return { code: ending.exitCode, signal: ending.signalCode, tookMs: performance.now() - from };
	};
	return {
		url: `http://127.0.0.1:${port}`,
		dataDir,
		start: async (over = {}) => {
			const from = performance.now();
			child = launch(options, port, over);
			child.once("exit", () => {
				isUp = false;
			});
			await untilReady(child);
			isUp = true;
			return performance.now() - from;
		},
		end: (signal) => {
			isUp = false;
			alive().kill(signal);
			return endOf(alive());
		},
		ended: () => endOf(alive()),
		ask: async (question) => {
			alive().send(question);
			const [answer] = await once(alive(), "message");
			return Number(answer);
		},
		signal: (name) => void alive().kill(name),
		pid: () => alive().pid ?? 0,
		isUp: () => isUp,
	};
};

export type Servers = { readonly all: readonly Server[]; readonly url: string };

/** Several replicas behind one address, as a load balancer has it: each call goes to the next that is up. */
export const startServers = async (count: number, create: () => Promise<Server>): Promise<Servers> => {
	const all: Server[] = [];
	for (let n = 0; n < count; n++) {
		const server = await create();
		await server.start();
		all.push(server);
	}
	let calls = 0;
	return {
		all,
		get url() {
			const up = all.filter(({ isUp }) => isUp());
			return (up[calls++ % up.length] ?? all[0])?.url ?? "";
		},
	};
};

const launch = ({ dataDir, variables, preloads = [], launcher = [] }: ServerOptions, port: number, over: Variables): ChildProcess => {
	const imports = preloads.flatMap((name) => ["--import", preload(name)]);
	const [command = "", ...rest] = [...launcher, process.execPath, "--expose-gc", ...imports, ...asNpmStarts];
	const child = spawn(command, rest, {
		env: { PATH: process.env.PATH, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "fatal", ...variables, ...over },
		stdio: ["ignore", "pipe", "inherit", "ipc"],
	});
	running.add(child);
	child.once("exit", () => running.delete(child));
	return child;
};

/** The last thing a start does is to say where it is. */
const untilReady = (child: ChildProcess): Promise<void> =>
	new Promise((resolve, reject) => {
		const failed = () => reject(new Error("the server ended before it was ready"));
		child.once("exit", failed);
		child.stdout?.once("data", () => {
			child.off("exit", failed);
			resolve();
		});
	});
