// The servers under measurement, each a process of its own; those that are not being talked to only wait.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { asNpmStarts } from "./as-npm-starts.ts";

export type Server = {
	readonly url: string;
	/** Processor time used so far; null where the system does not tell it in /proc. */
	cpuMs(): Promise<number | null>;
	rssMb(): Promise<number | null>;
	/** Where its debugger answers, for those that were started with one. */
	readonly inspectorUrl: string;
	stop(): Promise<void>;
};

/** Starts the built bot on an empty database, or one of the baselines, and waits until it says where it is. */
export const startServer = async (name: "relink" | "bareRestify" | "echo" | "echoWithState", inspected = false): Promise<Server> => {
	const dataDir = await mkdtemp(join(tmpdir(), "relink-bench-"));
	const baseline = new URL("./baselines.ts", import.meta.url).pathname;
	const args = name === "relink" ? asNpmStarts : ["--import", "tsx", baseline, name];
	const child = spawn(process.execPath, inspected ? ["--inspect=127.0.0.1:0", ...args] : args, {
		env: { PATH: process.env.PATH, PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "error", NODE_ENV: "production" },
		stdio: ["ignore", "pipe", inspected ? "pipe" : "inherit"],
	});
	const inspectorUrl = child.stderr === null ? "" : await firstMatch(child.stderr, /ws:\S+/);
	if (child.stdout === null) throw new Error("the server has no output");
	const url = await firstMatch(child.stdout, /http:\/\/[\d.]+:\d+/);
	return {
		url,
		inspectorUrl,
		cpuMs: () => cpuMsOf(child.pid ?? 0),
		rssMb: () => rssMbOf(child.pid ?? 0),
		stop: async () => {
			const exited = once(child, "exit");
			child.kill("SIGKILL");
			await exited;
			await rm(dataDir, { recursive: true });
		},
	};
};

/** The kernel counts in hundredths of a second. */
const cpuMsOf = async (pid: number): Promise<number | null> => {
	const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
	if (stat === null) return null;
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	return (Number(fields[11]) + Number(fields[12])) * 10;
};

const rssMbOf = async (pid: number): Promise<number | null> => {
	const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => null);
	const [, kb = null] = status?.match(/VmRSS:\s+(\d+)/) ?? [];
	return kb === null ? null : Math.round(Number(kb) / 1024);
};

const firstMatch = async (output: NodeJS.ReadableStream, pattern: RegExp): Promise<string> => {
	for await (const line of createInterface({ input: output })) {
		const [found] = line.match(pattern) ?? [];
		if (found !== undefined) return found;
	}
	throw new Error("the server ended before it was ready");
};
