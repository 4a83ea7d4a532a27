// WebSocket upgrades: who takes which path, and how one is refused before any frame is read.

import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

export type Upgrade = {
	/** Exact path, without the query. */
	readonly path: string;
	/** Asked before the upgrade, for the Origin; no means 403. Everyone may when it is absent. */
	readonly allows?: (request: IncomingMessage) => boolean;
	/** Never rejects. */
	accept(request: IncomingMessage, socket: Duplex, head: Buffer): void | Promise<void>;
	/** Ends its sockets with a reason when the server stops. */
	readonly close?: () => void;
};

/** The upgrade that serves the request's path. */
export const upgradeFor = (upgrades: readonly Upgrade[], request: IncomingMessage): Upgrade | undefined => {
	const path = (request.url ?? "").split("?", 1)[0];
	return upgrades.find((upgrade) => upgrade.path === path);
};

/** Long enough to read why, for a client that then closes its side. */
const lastWordMs = 1_000;

/** Answers instead of upgrading, and hangs up: whoever keeps the other side open is cut. */
export const refuseUpgrade = (socket: Duplex, status: number): void => {
	socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
	// What still comes is read, or its end would never be noticed.
	socket.resume();
	const cut = setTimeout(() => socket.destroy(), lastWordMs);
	socket.once("close", () => clearTimeout(cut));
};
