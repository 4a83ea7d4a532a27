import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { conversationIdOf } from "../../../../bot/channels/teams/receive.ts";
import { initialState } from "../../../../dialogs/initial-state.ts";
import { startFakeConnector } from "../support/fake-connector.ts";
import { startTeams, type TeamsUnderTest } from "../support/start-teams.ts";

let bot: TeamsUnderTest;

const texts = () => bot.connector.sent.map(({ text, summary }) => text ?? summary);

const installed = (changes = {}) =>
	bot.message({ type: "conversationUpdate", text: undefined, membersAdded: [{ id: "28:bot" }], ...changes });

beforeEach(async () => {
	bot = await startTeams();
});

afterEach(async () => {
	expect(bot.connector.refused).toEqual([]);
	await bot.close();
});

describe("POST /api/messages", () => {
	it("greets when the bot is installed, once", async () => {
		const answers = await Promise.all([
			bot.post(installed()),
			bot.post(installed()),
			bot.post(installed({ type: "installationUpdate", action: "add" })),
		]);
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
		await bot.post(bot.message());
		await expect.poll(texts).toEqual(["hello zh-CN", "you said it is down +0"]);
	});

	it("answers a message of a conversation it never saw begin", async () => {
		const response = await bot.post(bot.message());
		expect(response.status).toBe(200);
		await expect.poll(texts).toEqual(["hello zh-CN", "you said it is down +0"]);
		expect(bot.connector.sent[1]).toMatchObject({
			from: { id: "28:bot" },
			recipient: { id: "29:merchant" },
			conversation: { id: "a:1_conversation;messageid=7" },
			channelData: { relink: { kind: "repair", id: "wifiRejoin" } },
		});
	});

	it("greets in a conversation that was written down just before the server died", async () => {
		const message = bot.message();
		const id = conversationIdOf({ channelId: "msteams", conversation: { id: "a:1_conversation;messageid=7" } });
		const state = initialState("R-234567", "zh-CN");
		await bot.channels.store.conversations.create({ id, channel: "msteams", userId: "u", address: { serviceUrl: "" }, state }, 0);
		await bot.post(message);
		await expect.poll(texts).toEqual(["hello zh-CN", "you said it is down +0"]);
	});

	it.each([
		{ why: "the same id again", again: {} },
		{ why: "another id, the same moment and words", again: { id: "resent" } },
	])("takes a message that comes again once: $why", async ({ again }) => {
		const message = bot.message({ text: "only once" });
		await Promise.all(Array.from({ length: 4 }, () => bot.post({ ...message, ...again })));
		await bot.post({ ...message, ...again });
		await bot.post(bot.message({ text: "after" }));
		await expect.poll(texts).toEqual(["hello zh-CN", "you said only once +0", "you said after +0"]);
	});

	it("takes the bot's own name out of what was said", async () => {
		await bot.post(
			bot.message({
				text: "<at>Relink</at> it is down",
				entities: [
					{ type: "mention", mentioned: { id: "28:bot" }, text: "<at>Relink</at>" },
					{ type: "clientInfo", locale: "en" },
				],
			}),
		);
		await expect.poll(texts).toContain("you said it is down +0");
	});

	it("offers choices on a card and takes the pressed button, which carries no text", async () => {
		await bot.post(bot.message({ text: "choices" }));
		await expect.poll(() => bot.connector.sent.length).toBe(2);
		const [card] = bot.connector.sent[1]?.attachments ?? [];
		expect(card?.content.actions.map(({ title }) => title)).toEqual(["It works now", "Still not working"]);
		await bot.post(bot.message({ text: undefined, value: { choice: "fixed" } }));
		await expect.poll(texts).toContain("you picked fixed");
	});

	it("answers a button that waits for an answer (Action.Execute)", async () => {
		await bot.post(bot.message({ text: "choices" }));
		await expect.poll(() => bot.connector.sent.length).toBe(2);
		const response = await bot.post(
			bot.message({
				type: "invoke",
				name: "adaptiveCard/action",
				value: { action: { type: "Action.Execute", data: { choice: "notFixed" } } },
			}),
		);
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({ statusCode: 200, type: "application/vnd.microsoft.activity.message", value: "" });
		await expect.poll(texts).toContain("you picked notFixed");
	});

	it("cuts a text that is too long rather than leaving the merchant without an answer", async () => {
		await bot.post(bot.message({ text: "x".repeat(5_000) }));
		await expect.poll(texts).toContain(`you said ${"x".repeat(2_000)} +0`);
	});

	it("sends to where the conversation has moved", async () => {
		await bot.post(bot.message());
		await expect.poll(() => bot.connector.sent.length).toBe(2);
		const elsewhere = await startFakeConnector();
		await bot.post(bot.message({ serviceUrl: elsewhere.url, text: "moved" }));
		await expect.poll(() => elsewhere.sent.map(({ text }) => text)).toEqual(["you said moved +0"]);
		await elsewhere.close();
	});

	it("keeps conversations of other channels apart from its own", async () => {
		const [teams, emulator] = ["msteams", "emulator"].map((channelId) => conversationIdOf({ channelId, conversation: { id: "same" } }));
		expect(teams).not.toBe(emulator);
	});

	it.each([
		{ why: "no body", body: "", status: 400 },
		{ why: "an empty object", body: {}, status: 400 },
		{ why: "broken JSON", body: '{"type":', status: 400 },
		{ why: "not an object", body: [1], status: 400 },
		{ why: "no serviceUrl", body: () => bot.message({ serviceUrl: undefined }), status: 400 },
		{ why: "a serviceUrl of somebody else", body: () => bot.message({ serviceUrl: "https://evil.example/" }), status: 403 },
		{
			why: "a serviceUrl that only looks like loopback",
			body: () => bot.message({ serviceUrl: "http://127.0.0.1.evil.example/" }),
			status: 403,
		},
		{ why: "too large", body: () => bot.message({ text: "x".repeat(300_000) }), status: 413 },
		{ why: "an id with a NUL", body: () => bot.message({ id: "a\u0000" }), status: 400 },
		{ why: "typing", body: () => bot.message({ type: "typing" }), status: 200 },
		{ why: "an invoke we do not know", body: () => bot.message({ type: "invoke", name: "signin/verifyState" }), status: 501 },
	])("$why → $status, and the process lives", async ({ body, status }) => {
		const response = await bot.post(typeof body === "function" ? body() : body);
		expect(response.status).toBe(status);
		await bot.post(bot.message({ text: "alive" }));
		await expect.poll(texts).toContain("you said alive +0");
	});
});

describe("with an app id", () => {
	it.each([
		{ why: "no token", headers: {} },
		{ why: "a garbage token", headers: { Authorization: "Bearer garbage" } },
	])("refuses $why with a plain body", async ({ headers }) => {
		const secured = await startTeams("00000000-0000-0000-0000-000000000001");
		const response = await secured.post(secured.message({ serviceUrl: "https://smba.trafficmanager.net/emea/" }), headers);
		expect(response.status).toBe(401);
		expect(await response.json()).toEqual({ error: { code: "Unauthorized", message: expect.any(String) } });
		await secured.close();
	});
});
