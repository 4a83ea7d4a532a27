// Loaded into the built server before it starts: tells its parent, when asked, what only the process itself can see.

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

process.on("message", (question) => {
	if (question === "buffered") process.send?.(Math.max(0, ...[...sockets].map(({ writableLength }) => writableLength)));
	if (question === "cpu") {
		const { user, system } = process.cpuUsage();
		process.send?.((user + system) / 1_000);
	}
	if (question === "heap") {
		// Twice: what a finalizer lets go of is collected by the second.
		for (let round = 0; round < 2; round++) globalThis.gc?.();
		process.send?.(process.memoryUsage().heapUsed);
	}
});
process.channel?.unref();
