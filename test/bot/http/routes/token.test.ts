import { afterEach, describe, expect, it } from "vitest";
import { call, getToken } from "../../channels/support/direct-line-calls.ts";
import { type ChannelOptions, type Channels, startChannels } from "../../channels/support/start-channels.ts";

let channels: Channels;

const ask = (origin: string | null, options: { readonly method?: string; readonly body?: string } = {}): Promise<Response> =>
	fetch(`${channels.url}/chat/token`, { method: "POST", ...(origin === null ? {} : { headers: { Origin: origin } }), ...options });

const start = async (options: ChannelOptions = {}) => {
	channels = await startChannels({ chatOrigins: ["https://shop.example"], ...options });
};

afterEach(() => channels.close());

describe("POST /chat/token", () => {
	it.each([
		{ why: "the server's own page", origin: () => channels.url, status: 200 },
		{ why: "a page on the list", origin: () => "https://shop.example", status: 200 },
		{ why: "the list's page without TLS", origin: () => "http://shop.example", status: 403 },
		{ why: "another page", origin: () => "https://evil.example", status: 403 },
		{ why: "a page of no address", origin: () => "null", status: 403 },
		{ why: "no page", origin: () => null, status: 200 },
	])("$why → $status", async ({ origin, status }) => {
		await start();
		expect((await ask(origin())).status).toBe(status);
	});

	it("lets the pages on the list read the answer, and only them", async () => {
		await start();
		expect((await ask("https://shop.example")).headers.get("access-control-allow-origin")).toBe("https://shop.example");
		expect((await ask("https://evil.example")).headers.get("access-control-allow-origin")).toBeNull();
		expect((await ask("https://shop.example", { method: "OPTIONS" })).status).toBe(204);
		expect((await ask("https://evil.example", { method: "OPTIONS" })).status).toBe(403);
	});

	it("gives every merchant a user and a conversation of their own", async () => {
		await start();
		const [a, b] = await Promise.all([getToken(channels), getToken(channels)]);
		expect(a.conversationId).not.toBe(b.conversationId);
		expect(a).toEqual({ conversationId: expect.stringMatching(/^[\w-]{26}$/), token: expect.any(String), expires_in: 1_800 });
	});

	it("brings a merchant with an expired token back into the conversation, for as long as it is kept", async () => {
		await start();
		const first = await getToken(channels, channels.url);
		await call(channels, "POST", "/conversations", { bearer: first.token });
		channels.wait(29 * 24 * 3_600_000);
		const again = await getToken(channels, channels.url, { token: first.token });
		expect(again.conversationId).toBe(first.conversationId);
		expect((await call(channels, "POST", "/conversations", { bearer: again.token })).status).toBe(200);
		channels.wait(2 * 24 * 3_600_000);
		expect((await getToken(channels, channels.url, { token: first.token })).conversationId).not.toBe(first.conversationId);
	});

	it("gives a merchant whose conversation was deleted a new one, whose watermarks nobody has counted yet", async () => {
		await start();
		const first = await getToken(channels, channels.url);
		await call(channels, "POST", "/conversations", { bearer: first.token });
		await channels.store.purge(Date.now() + 60_000);
		const again = await getToken(channels, channels.url, { token: first.token });
		expect(again.conversationId).not.toBe(first.conversationId);
		const userOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()).user;
		expect(userOf(again.token)).toBe(userOf(first.token));
	});

	it.each([
		{ why: "another page brings it", origin: "https://shop.example", change: (token: string) => token },
		{ why: "it is forged", origin: null, change: (token: string) => `${token}x` },
	])("begins anew when $why", async ({ origin, change }) => {
		await start();
		const first = await getToken(channels, channels.url);
		const body = { token: change(first.token) };
		expect((await getToken(channels, origin ?? channels.url, body)).conversationId).not.toBe(first.conversationId);
	});

	it("refuses more than an address's share, and says how long to wait", async () => {
		await start({ limits: { starts: { limit: 3, windowMs: 60_000 } } });
		const statuses: number[] = [];
		for (let i = 0; i < 4; i++) statuses.push((await ask(null)).status);
		expect(statuses).toEqual([200, 200, 200, 429]);
		expect((await ask(null)).headers.get("retry-after")).toBe("20");
	});

	it("refuses a body that is not JSON", async () => {
		await start();
		expect((await ask(null, { body: "{" })).status).toBe(400);
	});
});
