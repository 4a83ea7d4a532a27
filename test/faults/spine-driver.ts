// Drives processes that get killed: sends each message until it is acknowledged, and keeps what it was told.

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export type Message = { readonly conversationId: string; readonly id: string; readonly text: string };

export type Driver = {
	/** Sends what is not acknowledged yet, with its old ids. */
	send(messages: readonly Message[]): void;
	readonly acknowledged: ReadonlySet<string>;
	kill(): Promise<void>;
	start(): Promise<void>;
};

/** One process and its clients. */
export const createDriver = (...where: readonly string[]): Driver => {
	const acknowledged = new Set<string>();
	let child: ChildProcessWithoutNullStreams | null = null;
	return {
		acknowledged,
		start: async () => {
			const started = spawn(process.execPath, ["--import", "tsx", "test/faults/spine-process.ts", ...where]);
			started.stderr.pipe(process.stderr);
			// A line that is written while the process dies is a message that was never sent.
			started.stdin.on("error", () => undefined);
			const lines = createInterface({ input: started.stdout });
			lines.on("line", (line) => {
				if (line.startsWith("ack ")) acknowledged.add(line.slice(4));
			});
			await once(lines, "line");
			child = started;
		},
		send: (messages) => {
			for (const message of messages) if (!acknowledged.has(message.id)) child?.stdin.write(`${JSON.stringify(message)}\n`);
		},
		kill: async () => {
			if (child === null) return;
			const exited = once(child, "exit");
			child.kill("SIGKILL");
			await exited;
			child = null;
		},
	};
};

/** Small, fast and the same every time for the same seed. */
export const seeded = (seed: number): (() => number) => {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
};
