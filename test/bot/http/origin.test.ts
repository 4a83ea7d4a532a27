import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { baseUrl, clientAddress, isOwnOrigin } from "../../../bot/http/origin.ts";

/** As much of a request as these functions look at. */
const request = (headers: Readonly<Record<string, string>>, remoteAddress = "203.0.113.9") =>
	({ headers, socket: { remoteAddress } }) as unknown as IncomingMessage;

describe("isOwnOrigin", () => {
	it.each([
		{ why: "the address it was reached by", origin: "http://localhost:3978", host: "localhost:3978", publicUrl: null, own: true },
		{ why: "through a proxy that ends TLS", origin: "https://chat.example", host: "chat.example", publicUrl: null, own: true },
		{
			why: "through a proxy that changes the host",
			origin: "https://chat.example",
			host: "10.0.0.5:3978",
			publicUrl: "https://chat.example/",
			own: true,
		},
		{ why: "another port", origin: "http://localhost:1", host: "localhost:3978", publicUrl: null, own: false },
		{ why: "another site", origin: "https://evil.example", host: "chat.example", publicUrl: "https://chat.example", own: false },
		{ why: "a page of no address", origin: "null", host: "null", publicUrl: null, own: false },
	])("$why: $own", ({ origin, host, publicUrl, own }) => {
		expect(isOwnOrigin(request({ origin, host }), publicUrl)).toBe(own);
	});
});

describe("baseUrl", () => {
	it("is the public address when there is one, else the one it was reached by", () => {
		expect(baseUrl(request({ host: "x:1" }), "https://chat.example/")).toBe("https://chat.example");
		expect(baseUrl(request({ host: "x:1" }), null)).toBe("http://x:1");
	});
});

describe("clientAddress", () => {
	it.each([
		{ why: "a client of its own", peer: "203.0.113.9", forwarded: undefined, is: "203.0.113.9" },
		{ why: "a client that speaks for another is not believed", peer: "203.0.113.9", forwarded: "1.2.3.4", is: "203.0.113.9" },
		{ why: "a proxy on this host", peer: "127.0.0.1", forwarded: "1.2.3.4", is: "1.2.3.4" },
		{ why: "a proxy on this network, over version 6", peer: "::ffff:10.1.2.3", forwarded: "1.2.3.4", is: "1.2.3.4" },
		{ why: "what the client told the proxy is not the proxy's word", peer: "::1", forwarded: "9.9.9.9, 1.2.3.4", is: "1.2.3.4" },
		{ why: "a proxy that says nothing", peer: "::1", forwarded: "", is: "::1" },
	])("$why", ({ peer, forwarded, is }) => {
		expect(clientAddress(request(forwarded === undefined ? {} : { "x-forwarded-for": forwarded }, peer))).toBe(is);
	});
});
