import { ConnectionStatus } from "botframework-directlinejs";
import { afterEach, describe, expect, it } from "vitest";
import { type Client, connectClient } from "../support/directline-client.ts";
import { type Channels, secret, startChannels } from "../support/start-channels.ts";

let channels: Channels;
const clients: Client[] = [];

const connect = (options: Parameters<typeof connectClient>[0]): Client => {
	const client = connectClient({ domain: `${channels.url}/v3/directline`, pollingInterval: 200, ...options });
	clients.push(client);
	return client;
};

const chatToken = async (): Promise<string> => {
	const response = await fetch(`${channels.url}/chat/token`, { method: "POST" });
	return (await response.json()).token;
};

afterEach(async () => {
	for (const client of clients.splice(0)) client.close();
	await channels.close();
});

describe.each([
	{ mode: "WebSocket", webSocket: true },
	{ mode: "polling", webSocket: false },
])("the published client over $mode", ({ webSocket }) => {
	it("holds a conversation: greeting, echo of its own message, answer to it", async () => {
		channels = await startChannels();
		const client = connect({ token: await chatToken(), webSocket, conversationStartProperties: { locale: "en-GB" } });
		await expect.poll(client.texts).toEqual(["hello en-GB"]);
		const id = await client.say("it is down", "mine-1");
		await expect.poll(client.texts).toEqual(["hello en-GB", "it is down", "you said it is down +0"]);
		const [, echo, answer] = client.received;
		expect(echo).toMatchObject({ id, from: { role: "user" }, channelData: { clientActivityID: "mine-1" } });
		expect(answer).toMatchObject({ replyToId: id, from: { role: "bot" }, channelData: { relink: { kind: "repair", id: "wifiRejoin" } } });
	});

	it("shows its own message as its own: the user id is that of the token", async () => {
		channels = await startChannels();
		const token = await chatToken();
		const client = connect({ token, webSocket });
		await client.say("hi");
		await expect.poll(() => client.received.length).toBe(3);
		const claim = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
		expect(client.received[1]?.from.id).toBe(claim.user);
	});

	it("works with the secret too", async () => {
		channels = await startChannels();
		const client = connect({ secret, webSocket });
		await client.say("hi");
		await expect.poll(client.texts).toEqual(["hello null", "hi", "you said hi +0"]);
	});

	it("offers choices as suggested actions and takes one back", async () => {
		channels = await startChannels();
		const client = connect({ token: await chatToken(), webSocket });
		await client.say("choices");
		await expect.poll(() => client.received.length).toBe(3);
		expect(client.received[2]).toMatchObject({
			suggestedActions: { actions: [{ type: "imBack", title: "It works now", value: "It works now" }, { title: "Still not working" }] },
		});
		await client.post({ type: "message", from: { id: "x" }, text: "", channelData: { relink: { choice: "fixed" } } });
		await expect.poll(client.texts).toContain("you picked fixed");
		expect(client.texts()).toContain("It works now");
	});

	it("says a message sent twice once, under one id", async () => {
		channels = await startChannels();
		const client = connect({ token: await chatToken(), webSocket });
		const ids = await Promise.all(Array.from({ length: 5 }, () => client.say("once", "same-id")));
		expect(new Set(ids).size).toBe(1);
		await client.say("after");
		await expect.poll(client.texts).toContain("you said after +0");
		expect(client.texts().filter((text) => text === "once")).toHaveLength(1);
		expect(client.texts().filter((text) => text.startsWith("you said once"))).toHaveLength(1);
	});

	it("sends a photo", async () => {
		channels = await startChannels();
		const client = connect({ token: await chatToken(), webSocket });
		const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex").toString("base64");
		await client.post({
			type: "message",
			from: { id: "x" },
			text: "look",
			attachments: [{ contentType: "image/png", contentUrl: `data:image/png;base64,${png}`, name: "../my name.png" }],
		});
		await expect.poll(client.texts).toContain("you said look +1");
		const [attachment] = (client.received[1] as { attachments: { contentUrl: string; name: string }[] }).attachments;
		expect(attachment?.name).toBe("photo-1.png");
		const picture = await fetch(attachment?.contentUrl ?? "");
		expect(picture.headers.get("content-type")).toBe("image/png");
		expect(Buffer.from(await picture.arrayBuffer()).toString("base64")).toBe(png);
	});

	it("is told that its token has run out", async () => {
		channels = await startChannels();
		const client = connect({ token: await chatToken(), webSocket });
		await expect.poll(client.texts).toHaveLength(1);
		channels.wait(31 * 60 * 1000);
		expect(await client.say("too late")).toBe("retry");
		await expect.poll(() => client.statuses).toContain(ConnectionStatus.ExpiredToken);
	});

	it("is told when its conversation is not there", async () => {
		channels = await startChannels();
		const client = connect({ token: await chatToken(), conversationId: "not-there", webSocket });
		await expect.poll(() => client.statuses).toContain(ConnectionStatus.FailedToConnect);
	});
});
