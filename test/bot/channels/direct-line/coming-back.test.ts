import { ConnectionStatus } from "botframework-directlinejs";
import { afterEach, describe, expect, it } from "vitest";
import { type CuttableLine, startCuttableLine } from "../../../support/cuttable-line.ts";
import { call, getToken, say } from "../support/direct-line-calls.ts";
import { type Client, connectClient } from "../support/directline-client.ts";
import { fastClock } from "../support/fast-clock.ts";
import { type Channels, startChannels } from "../support/start-channels.ts";

let channels: Channels;
let line: CuttableLine;
let client: Client;

const minutes = 60_000;
const soon = { timeout: 10_000 };

const start = async (options: Parameters<typeof connectClient>[0]): Promise<void> => {
	channels = await startChannels();
	line = await startCuttableLine(channels.url);
	const { token } = await getToken(channels);
	client = connectClient({ domain: `${line.url}/v3/directline`, token, pollingInterval: 200, scheduler: fastClock(2_000), ...options });
	await expect.poll(client.texts, soon).toEqual(["hello null"]);
};

/** The client keeps it to itself. */
const tokenOf = ({ line: direct }: Client): string => Reflect.get(direct, "token");

const conversationOf = ({ line: direct }: Client): string => Reflect.get(direct, "conversationId");

/** A polling client gives up for good when a poll is under way just then; between polls it has no line that could be cut. */
const cut = (webSocket: boolean): void => {
	if (webSocket) line.cut();
};

afterEach(async () => {
	client.close();
	line.close();
	await channels.close();
});

describe.each([
	{ mode: "WebSocket", webSocket: true },
	{ mode: "polling", webSocket: false },
])("the published client over $mode", ({ webSocket }) => {
	it("goes on for hours by refreshing its token", async () => {
		await start({ webSocket });
		for (let refreshed = 0; refreshed < 4; refreshed++) {
			const before = tokenOf(client);
			channels.wait(20 * minutes);
			await expect.poll(() => tokenOf(client), soon).not.toBe(before);
		}
		await client.say("still here");
		await expect.poll(client.texts, soon).toEqual(["hello null", "still here", "you said still here +0"]);
		expect(client.statuses).not.toContain(ConnectionStatus.ExpiredToken);
	});

	it("loses and doubles nothing that is said while it is away, however often", async () => {
		await start({ webSocket });
		const session = { conversationId: conversationOf(client), token: tokenOf(client), streamUrl: "" };
		const expected = ["hello null"];
		for (let round = 0; round < 5; round++) {
			cut(webSocket);
			await say(channels, session, `while away ${round}`, `away-${round}`);
			expected.push(`while away ${round}`, `you said while away ${round} +0`);
			await expect.poll(client.texts, soon).toEqual(expected);
		}
	});

	it("goes on where it was once its page has got a new token for the expired one", async () => {
		await start({ webSocket, scheduler: fastClock(20) });
		const expired = tokenOf(client);
		await say(channels, { conversationId: conversationOf(client), token: expired, streamUrl: "" }, "before");
		await expect.poll(client.texts, soon).toEqual(["hello null", "before", "you said before +0"]);
		channels.wait(31 * minutes);
		cut(webSocket);
		await expect.poll(() => client.statuses, soon).toContain(ConnectionStatus.ExpiredToken);
		expect(await client.say("too late", "mine")).toBe("retry");
		const { conversationId, token } = await getToken(channels, undefined, { token: expired });
		const resumed = await call(channels, "GET", `/conversations/${conversationId}?watermark=3`, { bearer: token });
		client.line.reconnect(await resumed.json());
		await client.say("too late", "mine");
		// It may now listen on several sockets of its own making; the id tells what comes twice.
		const distinct = () => [...new Map(client.received.map((activity) => [activity.id, activity])).values()];
		const texts = () => distinct().map((activity) => ("text" in activity ? activity.text : ""));
		await expect.poll(texts, soon).toEqual(["hello null", "before", "you said before +0", "too late", "you said too late +0"]);
	});

	it("stops when its conversation has ended", async () => {
		await start({ webSocket });
		const ended = new Promise((resolve) => client.line.activity$.subscribe(undefined, resolve, () => resolve("complete")));
		await channels.store.purge(Date.now() + minutes);
		cut(webSocket);
		if (webSocket) expect(await ended).toMatchObject({ message: "conversation ended" });
		else await expect.poll(() => client.statuses, soon).toContain(ConnectionStatus.Ended);
	});
});
