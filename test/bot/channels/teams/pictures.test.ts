import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { conversationIdOf } from "../../../../bot/channels/teams/receive.ts";
import { startTeams, type TeamsUnderTest } from "../support/start-teams.ts";

const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

describe("pictures in a Teams message", () => {
	let bot: TeamsUnderTest;

	beforeEach(async () => {
		bot = await startTeams();
		bot.connector.pictures.set("1", png).set("2", png).set("page", Buffer.from("<html>"));
	});
	afterEach(() => bot.close());

	const image = (id: string) => ({ contentType: "image/*", contentUrl: `${bot.connector.url}v3/attachments/${id}/views/original` });
	const html = (content: string) => ({ contentType: "text/html", content });
	const answers = () => bot.connector.sent.map(({ text }) => text);
	const conversationId = () => conversationIdOf({ channelId: "msteams", conversation: { id: "a:1_conversation;messageid=7" } });
	const sent = async () => (await bot.channels.store.conversations.log(conversationId(), 0, 10))[1]?.attachments ?? [];

	it("keeps a photo as the web chat does, where an agent can see it", async () => {
		await bot.post(bot.message({ text: "look", attachments: [image("1"), html('<p>look</p><img src="https://smba.example/1">')] }));
		await expect.poll(answers).toContain("you said look +1");
		const [picture] = await sent();
		expect(picture).toMatchObject({ contentType: "image/png", name: "photo-1.png" });
		const shown = await fetch(bot.channels.url + (picture?.contentUrl ?? ""));
		expect(Buffer.from(await shown.arrayBuffer())).toEqual(png);
	});

	it.each([
		{ why: "one that is not there", attachments: () => [image("gone")], answer: "+0 -1" },
		{ why: "one that is no picture", attachments: () => [image("page")], answer: "+0 -1" },
		{ why: "one of two", attachments: () => [image("1"), image("gone")], answer: "+1 -1" },
		{
			why: "another host's",
			attachments: () => [{ contentType: "image/png", contentUrl: "https://evil.example/v3/attachments/1/views/original" }],
			answer: "+0 -1",
		},
		{ why: "one without an address", attachments: () => [{ contentType: "image/png" }], answer: "+0 -1" },
		{
			why: "one in a group, which is in the message's HTML only",
			attachments: () => [html('<img src="https://graph.microsoft.com/v1.0/hostedContents/x/$value">')],
			answer: "+0 -1",
		},
		{
			why: "a picture file in SharePoint",
			attachments: () => [
				{ contentType: "application/vnd.microsoft.teams.file.download.info", name: "IMG_1.jpg", content: { downloadUrl: "x" } },
			],
			answer: "+0 -1",
		},
		{ why: "more than four", attachments: () => Array(9).fill(image("1")), answer: "+4" },
		{
			why: "no picture: HTML with an emoji",
			attachments: () => [html('<p>hi <img itemtype="http://schema.skype.com/Emoji" src="x"></p>')],
			answer: "+0",
		},
		{
			why: "no picture: a document",
			attachments: () => [{ contentType: "application/vnd.microsoft.teams.file.download.info", name: "invoice.pdf" }],
			answer: "+0",
		},
		{ why: "attachments that are none", attachments: () => "whatever", answer: "+0" },
	])("says what it has and what it could not get: $why", async ({ attachments, answer }) => {
		expect((await bot.post(bot.message({ text: "see", attachments: attachments() }))).status).toBe(200);
		await expect.poll(answers).toContain(`you said see ${answer}`);
		const [, missed = 0] = /-(\d)/.exec(answer) ?? [];
		expect((await sent()).filter(({ contentUrl }) => contentUrl === "")).toHaveLength(Number(missed));
	});

	it("takes a photo without words", async () => {
		await bot.post(bot.message({ text: "\n", attachments: [image("1")] }));
		await expect.poll(answers).toContain("you said  +1");
	});

	it("keeps the photo of a message that Teams sends again once", async () => {
		const message = bot.message({ text: "again", attachments: [image("1"), image("2")] });
		await Promise.all([bot.post(message), bot.post(message)]);
		await bot.post(message);
		const names = (await sent()).map(({ contentUrl }) => contentUrl.split("/").at(-1));
		expect((await readdir(join(bot.channels.dataDir, "uploads", conversationId()))).sort()).toEqual(names.sort());
	});
});
