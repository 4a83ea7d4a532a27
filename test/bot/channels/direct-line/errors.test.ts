import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { initialState } from "../../../../dialogs/initial-state.ts";
import { type Body, begin, call, getToken, type Session, say } from "../support/direct-line-calls.ts";
import { type Channels, secret, startChannels } from "../support/start-channels.ts";

let channels: Channels;
let mine: Session;
let theirs: Session;

beforeAll(async () => {
	channels = await startChannels();
	[mine, theirs] = await Promise.all([begin(channels), begin(channels)]);
});

afterAll(() => channels.close());

const error = { error: { code: expect.stringMatching(/^[A-Z]\w+$/), message: expect.any(String) } };

describe("Direct Line posts that cannot be taken", () => {
	const message = (changes: Body) => ({ type: "message", text: "hi", ...changes });

	it.each([
		{ why: "no body", body: "", status: 400, code: "MalformedData" },
		{ why: "broken JSON", body: '{"type":', status: 400, code: "MalformedData" },
		{ why: "an array", body: "[]", status: 400, code: "MalformedData" },
		{
			why: "nested 100 deep",
			body: `{"type":"message","text":"hi","value":${"[".repeat(100)}${"]".repeat(100)}}`,
			status: 400,
			code: "MalformedData",
		},
		{ why: "no type", body: { text: "hi" }, status: 400, code: "MalformedData" },
		{ why: "a type nobody knows", body: message({ type: "banana" }), status: 400, code: "MalformedData" },
		{ why: "a text that is no text", body: message({ text: { a: 1 } }), status: 400, code: "MalformedData" },
		{ why: "neither text, choice nor picture", body: message({ text: "  " }), status: 400, code: "EmptyMessage" },
		{
			why: "a picture by address, which is not fetched",
			body: message({ text: "", attachments: [{ contentUrl: "http://x/" }] }),
			status: 400,
			code: "EmptyMessage",
		},
		{ why: "2,001 characters", body: message({ text: "字".repeat(2_001) }), status: 400, code: "TextTooLong" },
		{ why: "100 kB of text", body: message({ text: "x".repeat(100_000) }), status: 400, code: "TextTooLong" },
		{ why: "an id with a NUL", body: message({ channelData: { clientActivityID: "a\u0000b" } }), status: 400, code: "MalformedData" },
		{
			why: "an id that ends in half an emoji",
			body: message({ channelData: { clientActivityID: "a\ud83d" } }),
			status: 400,
			code: "MalformedData",
		},
		{
			why: "an id of 201 characters",
			body: message({ channelData: { clientActivityID: "x".repeat(201) } }),
			status: 400,
			code: "MalformedData",
		},
		{ why: "3 MB, to the last byte", body: message({ text: "x".repeat(3_000_000) }), status: 413, code: "TooLarge" },
		{ why: "300 kB of JSON", body: message({ text: "x".repeat(300_000) }), status: 413, code: "TooLarge" },
	])("$why → $status $code", async ({ body, status, code }) => {
		const response = await call(channels, "POST", `/conversations/${mine.conversationId}/activities`, { bearer: mine.token, body });
		expect(response.status).toBe(status);
		expect(await response.json()).toEqual({ error: { code, message: expect.any(String) } });
	});

	it.each([
		{ why: "2,000 characters", body: message({ text: "字".repeat(2_000) }) },
		{ why: "2,000 emoji, each two units long", body: message({ text: "😀".repeat(2_000) }) },
		{ why: "typing", body: { type: "typing" } },
		{ why: "an event of the page", body: { type: "event", name: "webchat/join" } },
		{ why: "a NUL and half an emoji", body: message({ text: "a\u0000b\ud83d" }) },
		{ why: "__proto__ is data", body: '{"type":"message","text":"hi","__proto__":{"polluted":true}}' },
		{ why: "channel data of another client", body: message({ channelData: "whatever" }) },
	])("$why → 200", async ({ body }) => {
		const response = await call(channels, "POST", `/conversations/${mine.conversationId}/activities`, { bearer: mine.token, body });
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({ id: expect.any(String) });
	});

	it("keeps typing out of the log", async () => {
		const session = await begin(channels);
		await call(channels, "POST", `/conversations/${session.conversationId}/activities`, {
			bearer: session.token,
			body: { type: "typing" },
		});
		await say(channels, session, "hi");
		const texts = async () => (await channels.store.conversations.log(session.conversationId, 0, 10)).map(({ text }) => text);
		await expect.poll(texts).toEqual(["hello null", "hi", "you said hi +0"]);
	});
});

describe("Direct Line callers", () => {
	const paths = (conversationId: string) =>
		[
			["GET", `/conversations/${conversationId}`],
			["GET", `/conversations/${conversationId}/activities`],
			["POST", `/conversations/${conversationId}/activities`],
			["POST", `/conversations/${conversationId}/upload`],
		] as const;

	it("answers a foreign and an unknown conversation alike, byte for byte", async () => {
		for (const [method, path] of paths(theirs.conversationId)) {
			const foreign = await call(channels, method, path, {
				bearer: mine.token,
				body: method === "POST" ? { type: "message", text: "hi" } : undefined,
			});
			const unknown = await call(channels, method, path.replace(theirs.conversationId, "unknown"), { bearer: mine.token });
			expect([foreign.status, await foreign.text()]).toEqual([404, await unknown.text()]);
			expect(unknown.status).toBe(404);
		}
	});

	it("answers a server that names an unknown conversation with 404", async () => {
		for (const [method, path] of paths("unknown")) {
			const body = method === "POST" ? { type: "message", text: "hi" } : undefined;
			expect((await call(channels, method, path, { bearer: secret, body })).status).toBe(404);
		}
	});

	it("lets a server that names a conversation of another channel not into it", async () => {
		const state = initialState("R-teams", "en");
		await channels.store.conversations.create({ id: "teams-1", channel: "msteams", userId: "u", address: {}, state }, 0);
		for (const [method, path] of paths("teams-1")) {
			const body = method === "POST" ? { type: "message", text: "hi" } : undefined;
			expect((await call(channels, method, path, { bearer: secret, body })).status).toBe(404);
		}
		expect(await channels.store.conversations.log("teams-1", 0, 10)).toEqual([]);
	});

	it.each(["u\u0000", "u\ud83d"])("makes no token for a user called %j", async (id) => {
		const response = await call(channels, "POST", "/tokens/generate", { bearer: secret, body: { user: { id } } });
		expect(response.status).toBe(400);
	});

	const forged = (token: string, claim: object) => {
		const [head = "", body = "", signature = ""] = token.split(".");
		const claims = JSON.parse(Buffer.from(body, "base64url").toString());
		return [head, Buffer.from(JSON.stringify({ ...claims, ...claim })).toString("base64url"), signature].join(".");
	};

	it.each([
		{ why: "no token", bearer: () => undefined, status: 401 },
		{ why: "garbage", bearer: () => "garbage", status: 403 },
		{ why: "two dots", bearer: () => "..", status: 403 },
		{ why: "a token changed to another conversation", bearer: () => forged(mine.token, { conv: theirs.conversationId }), status: 403 },
		{ why: "a token made to last", bearer: () => forged(mine.token, { exp: 9_999_999_999 }), status: 403 },
		{ why: "a token without its signature", bearer: () => mine.token.slice(0, mine.token.lastIndexOf(".") + 1), status: 403 },
		{ why: "a stream ticket instead of a token", bearer: () => new URL(mine.streamUrl).searchParams.get("t") ?? "", status: 403 },
		{ why: "a wrong secret", bearer: () => `${secret}x`, status: 403 },
	])("$why → $status", async ({ bearer, status }) => {
		const token = bearer();
		const response = await call(channels, "GET", `/conversations/${mine.conversationId}`, token === undefined ? {} : { bearer: token });
		expect(response.status).toBe(status);
		expect(await response.json()).toEqual(error);
	});

	it("lets a token be used from its own page only", async () => {
		const page = new URL(channels.url).origin;
		const { token, conversationId } = await getToken(channels, page);
		const start = (origin?: string) =>
			call(channels, "POST", "/conversations", { bearer: token, ...(origin === undefined ? {} : { headers: { Origin: origin } }) });
		expect((await start("https://evil.example")).status).toBe(403);
		expect((await start(page)).status).toBe(201);
		expect((await start(page)).status).toBe(200);
		// A page's own GET carries no Origin.
		expect((await call(channels, "GET", `/conversations/${conversationId}`, { bearer: token })).status).toBe(200);
	});

	it("greets a merchant whose conversation was written down just before the server died", async () => {
		const { token, conversationId } = await getToken(channels);
		const state = initialState("R-234567", "en");
		await channels.store.conversations.create({ id: conversationId, channel: "directline", userId: "u", address: null, state }, 0);
		await call(channels, "POST", "/conversations", { bearer: token });
		await expect.poll(async () => (await channels.store.conversations.log(conversationId, 0, 10)).length).toBe(1);
	});

	it.each(["x", "1.5", "1e3", "99999999999999999"])("refuses watermark %s", async (watermark) => {
		const response = await call(channels, "GET", `/conversations/${mine.conversationId}/activities?watermark=${watermark}`, {
			bearer: mine.token,
		});
		expect(response.status).toBe(400);
	});

	it("answers the browser's preflight for every header the published client sends", async () => {
		const response = await call(channels, "OPTIONS", "/conversations/x/activities", {
			headers: { Origin: "https://shop.example", "Access-Control-Request-Method": "POST" },
		});
		expect(response.status).toBe(204);
		expect(response.headers.get("access-control-allow-origin")).toBe("https://shop.example");
		const allowed = response.headers.get("access-control-allow-headers")?.toLowerCase().split(", ");
		expect(allowed).toEqual(expect.arrayContaining(["authorization", "content-type", "x-ms-bot-agent", "x-requested-with"]));
	});

	it("lets a page read an error, too", async () => {
		const response = await call(channels, "GET", "/conversations/x", { headers: { Origin: "https://shop.example" } });
		expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([401, "https://shop.example"]);
	});

	it("limits calls in one conversation and says how long to wait", async () => {
		const limited = await startChannels({ limits: { calls: { limit: 5, windowMs: 60_000 } } });
		const session = await begin(limited);
		const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await say(limited, session, "hi")).status));
		expect(statuses.filter((status) => status === 200)).toHaveLength(5);
		const refused = await say(limited, session, "hi");
		expect(refused.status).toBe(429);
		expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
		await limited.close();
	});
});
