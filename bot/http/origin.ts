// Where a request comes from and by what address it reached us.

import type { IncomingMessage } from "node:http";
import { BlockList } from "node:net";

/** The page's Origin; undefined for anything that is not a page, and for a page's own GETs. */
export const originOf = (request: IncomingMessage): string | undefined => request.headers.origin;

/** Whether the page was served by this very address, seen through a proxy that ends TLS too. */
export const isOwnOrigin = (request: IncomingMessage, publicUrl: string | null): boolean => {
	const origin = originOf(request);
	if (origin === undefined || !URL.canParse(origin)) return false;
	if (publicUrl !== null && origin === new URL(publicUrl).origin) return true;
	return new URL(origin).host === request.headers.host;
};

/** The server's address as the client knows it, without a slash at the end. */
export const baseUrl = (request: IncomingMessage, publicUrl: string | null): string =>
	publicUrl === null ? `http://${request.headers.host ?? "localhost"}` : publicUrl.replace(/\/+$/, "");

const nearby = new BlockList();
nearby.addSubnet("127.0.0.0", 8);
nearby.addSubnet("10.0.0.0", 8);
nearby.addSubnet("172.16.0.0", 12);
nearby.addSubnet("192.168.0.0", 16);
nearby.addAddress("::1", "ipv6");
nearby.addSubnet("fc00::", 7, "ipv6");

/** The client's address for rate limits. Only a proxy on this host or network is believed about whom it speaks for, and only its own word. */
export const clientAddress = (request: IncomingMessage): string => {
	const peer = (request.socket.remoteAddress ?? "unknown").replace(/^::ffff:/, "");
	const forwarded = request.headers["x-forwarded-for"];
	if (forwarded === undefined || !nearby.check(peer, peer.includes(":") ? "ipv6" : "ipv4")) return peer;
	return String(forwarded).split(",").at(-1)?.trim() || peer;
};
