import { afterAll, beforeAll, describe, expect, it } from "vitest";
import enDesk from "../../locales/en/desk.json" with { type: "json" };
import enFlows from "../../locales/en/flows.json" with { type: "json" };
import zhDesk from "../../locales/zh-CN/desk.json" with { type: "json" };
import zhFlows from "../../locales/zh-CN/flows.json" with { type: "json" };
import { type FakeConnector, startFakeConnector } from "../bot/channels/support/fake-connector.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { type Running, startRelink } from "../support/start-relink.ts";
import { visitDesk } from "./desk-page.ts";

const spoken = {
	en: { flows: enFlows, desk: enDesk, trouble: "my terminal can't connect", person: "I want to talk to a person" },
	"zh-CN": { flows: zhFlows, desk: zhDesk, trouble: "POS机连不上后台", person: "转人工" },
} as const;

const onePixel = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

describe.each(["zh-CN", "en"] as const)("a photo sent in Teams, in %s", (locale) => {
	let browser: TestBrowser;
	let relink: Running;
	let connector: FakeConnector;
	let count = 0;

	beforeAll(async () => {
		[browser, relink, connector] = await Promise.all([openBrowser(), startRelink(), startFakeConnector()]);
		connector.pictures.set("1", onePixel);
	});
	afterAll(async () => {
		await browser.close();
		await relink.close();
		await connector.close();
	});

	const { flows, desk, trouble, person } = spoken[locale];
	const post = async (text: string, pictures: readonly string[] = []): Promise<void> => {
		count += 1;
		const attachments = pictures.map((id) => ({
			contentType: "image/*",
			contentUrl: `${connector.url}v3/attachments/${id}/views/original`,
		}));
		const body = {
			type: "message",
			id: `activity-${count}`,
			channelId: "msteams",
			serviceUrl: connector.url,
			conversation: { id: "a:photo" },
			from: { id: "29:merchant", name: "Li Na" },
			recipient: { id: "28:bot", name: "Relink" },
			...{ text, locale, attachments },
		};
		const response = await fetch(`${relink.url}/api/messages`, {
			method: "POST",
			headers: { "Content-Type": "application/json" },
			body: JSON.stringify(body),
		});
		expect(response.status).toBe(200);
	};
	const lastAnswer = () => JSON.stringify(connector.sent.at(-1) ?? "");

	it("is kept, or asked for in words, and the agent sees either", async () => {
		await post(trouble);
		await expect.poll(lastAnswer).toContain(flows.troubleshoot.start);
		await post("", ["1"]);
		await expect.poll(lastAnswer).toContain(flows.photoKept);
		await post("", ["gone"]);
		await expect.poll(lastAnswer).toContain(flows.photoMissed);
		expect(lastAnswer()).not.toContain(flows.photoKept);
		await post(person);
		const { page, context } = await visitDesk(browser, relink.url, locale);
		await page.locator(".case[data-status=waiting]").click();
		const photo = page.locator(".message.merchant img");
		await expect.poll(() => photo.evaluateAll((all) => all.map((img) => (img as HTMLImageElement).naturalWidth))).toEqual([1]);
		expect(await page.getByText(desk.case.photoMissed).count()).toBe(1);
		await context.close();
	});
});
