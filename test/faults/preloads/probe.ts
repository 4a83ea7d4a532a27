// Loaded into the built server before it starts: tells its parent, when asked, what only the process itself can see.

import { existsSync, readFileSync } from "node:fs";
import http from "node:http";
import type { Socket } from "node:net";

const sockets = new Set<Socket>();
const listen = http.Server.prototype.listen as (...parameters: unknown[]) => http.Server;

http.Server.prototype.listen = function (this: http.Server, ...parameters: unknown[]) {
	this.on("connection", (socket: Socket) => {
		sockets.add(socket);
		socket.once("close", () => sockets.delete(socket));
	});
	return listen.apply(this, parameters);
};

/** Linux counts each thread's nanoseconds on a processor; `process.pid` is the main thread's number too. */
const schedstat = `/proc/self/task/${process.pid}/schedstat`;

/** Processor time of the thread that turns run on, in ms: compilers and collectors beside it hold nobody up. Elsewhere than on Linux, of all threads. */
const mainThreadMs = (): number => {
	if (existsSync(schedstat)) return Number.parseInt(readFileSync(schedstat, "utf8"), 10) / 1_000_000;
	const { user, system } = process.cpuUsage();
	return (user + system) / 1_000;
};

process.on("message", (question) => {
	if (question === "buffered") process.send?.(Math.max(0, ...[...sockets].map(({ writableLength }) => writableLength)));
	if (question === "cpu") process.send?.(mainThreadMs());
	if (question === "heap") {
		// Twice: what a finalizer lets go of is collected by the second.
		for (let round = 0; round < 2; round++) globalThis.gc?.();
		process.send?.(process.memoryUsage().heapUsed);
	}
});
process.channel?.unref();
