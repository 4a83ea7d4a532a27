// What understanding adds to the start of a process: time until one message is understood, and memory, beyond a process that does nothing.

import { spawnSync } from "node:child_process";

const atExit =
	"process.on('exit',()=>process.stderr.write(JSON.stringify({ms:performance.now(),kilobytes:process.resourceUsage().maxRSS})))";

type Cost = { readonly ms: number; readonly kilobytes: number };

const costOf = (args: readonly string[]): Cost => {
	const { stderr, status } = spawnSync(process.execPath, ["--import", `data:text/javascript,${encodeURIComponent(atExit)}`, ...args], {
		encoding: "utf8",
	});
	if (status !== 0) throw new Error(stderr);
	return JSON.parse(stderr);
};

/** The least of several: what else the machine does meanwhile is not measured. */
const least = (costs: readonly Cost[]): Cost => ({
	ms: Math.min(...costs.map(({ ms }) => ms)),
	kilobytes: Math.min(...costs.map(({ kilobytes }) => kilobytes)),
});

/** `program`: the built `understand.js`. */
export const measureLoad = (program: string): { readonly ms: number; readonly megabytes: number } => {
	const rounds = [1, 2, 3, 4, 5];
	const idle = least(rounds.map(() => costOf(["-e", "0"])));
	const loaded = least(rounds.map(() => costOf([program, "it won't connect"])));
	return { ms: Math.round(loaded.ms - idle.ms), megabytes: Math.round((loaded.kilobytes - idle.kilobytes) / 1024) };
};
