import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import enFlows from "../../locales/en/flows.json" with { type: "json" };
import type { Language } from "../../locales/languages.ts";
import zhFlows from "../../locales/zh-CN/flows.json" with { type: "json" };
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { startCuttableLine } from "../support/cuttable-line.ts";
import { type Running, startRelink } from "../support/start-relink.ts";
import { photoWithPlace } from "./photo-with-place.ts";
import { asRead, openWebChat, type Site, startSite, type WebChat } from "./web-chat.ts";

const spoken = {
	en: { greeting: enFlows.greeting.hello, opening: "my terminal can't connect" },
	"zh-CN": { greeting: zhFlows.greeting.hello, opening: "POS机连不上后台" },
} as const;

type Logged = { readonly id: string; readonly text: string; readonly replyToId?: string };

/** The client waits up to 15 seconds before it comes back. */
const reconnected = { timeout: 30_000 };
const soon = { timeout: 10_000 };

describe("Microsoft's Web Chat against the real server", () => {
	let browser: TestBrowser;
	let site: Site;
	let relink: Running;
	let clockMs = 0;
	const opened: WebChat[] = [];

	beforeAll(async () => {
		[browser, site] = await Promise.all([openBrowser(), startSite()]);
		relink = await startRelink({ config: { CHAT_ORIGINS: [site.origin] }, now: () => Date.now() + clockMs });
	});
	afterEach(async () => {
		clockMs = 0;
		for (const { context } of opened.splice(0)) await context.close();
	});
	afterAll(async () => {
		await browser.close();
		await relink.close();
		site.close();
	});

	const open = async (locale: Language, options: { readonly bot?: string; readonly webSocket?: boolean } = {}): Promise<WebChat> => {
		const chat = await openWebChat(browser, { bot: relink.url, site, locale, ...options });
		opened.push(chat);
		return chat;
	};
	/** What the server has, in its order: what every client should show. */
	const logged = async ({ conversationId, token }: WebChat): Promise<readonly Logged[]> => {
		const path = `${relink.url}/v3/directline/conversations/${conversationId}/activities`;
		return (await (await fetch(path, { headers: { Authorization: `Bearer ${token}` } })).json()).activities;
	};
	/** Waits until each of the merchant's messages was answered and the page shows what the server has: in its order, each once, none failed. */
	const settles = async (chat: WebChat, own: readonly string[], timing = soon): Promise<void> => {
		const answered = async () => {
			const log = await logged(chat);
			return log.filter(({ id }) => log.some(({ replyToId }) => replyToId === id)).map(({ text }) => text);
		};
		await expect.poll(answered, timing).toEqual(own);
		const ids = (await logged(chat)).map(({ id }) => id);
		await expect.poll(async () => (await chat.shown()).map(({ id }) => id), timing).toEqual(ids);
		await expect.poll(chat.sendStates, timing).toEqual(own.map(() => "sent"));
	};

	it.each(["zh-CN", "en"] as const)("greets, sends, answers and takes a suggested action, in %s", async (locale) => {
		const chat = await open(locale);
		await expect.poll(chat.bubbles, soon).toEqual([asRead(spoken[locale].greeting)]);
		await chat.say(spoken[locale].opening);
		await settles(chat, [spoken[locale].opening]);
		await chat.choices().first().waitFor();
		const choices = await chat.choices().allInnerTexts();
		expect(choices.length).toBeGreaterThan(2);
		await chat.choices().first().click();
		await settles(chat, [spoken[locale].opening, choices[0] ?? ""]);
		await expect.poll(() => chat.choices().allInnerTexts(), soon).not.toEqual(choices);
		expect(chat.errors).toEqual([]);
	});

	it("works without WebSockets, by asking again and again", async () => {
		const chat = await open("zh-CN", { webSocket: false });
		await chat.say(spoken["zh-CN"].opening);
		await settles(chat, [spoken["zh-CN"].opening]);
	});

	it("shows a burst of messages in the order in which they were written", async () => {
		const chat = await open("en");
		const burst = ["my terminal can't connect", "only this one", "it is on wifi", "the signal is full", "since this morning"];
		for (const text of burst) await chat.say(text);
		await settles(chat, burst);
	});

	it("shows messages in order when the server's clock was set back", async () => {
		const chat = await open("en");
		await chat.say("my terminal can't connect");
		await settles(chat, ["my terminal can't connect"]);
		clockMs = -3_600_000;
		await chat.say("only this one");
		await settles(chat, ["my terminal can't connect", "only this one"]);
	});

	it("shows a picture that was sent, from the server", async () => {
		const chat = await open("en");
		const photo = { name: "terminal.jpg", mimeType: "image/jpeg", buffer: await photoWithPlace(chat.page) };
		await chat.page.locator("input[type=file]").setInputFiles(photo);
		await chat.page.locator(".webchat__attachment-icon--checked").waitFor();
		await chat.say("the screen says no response");
		const picture = chat.page.locator(`img[src^="${relink.url}/v3/directline/attachments/"]`);
		await expect.poll(() => picture.evaluateAll((all) => all.map((img) => (img as HTMLImageElement).naturalWidth)), soon).toEqual([2400]);
		await settles(chat, ["the screen says no response"]);
	});

	it("comes back when the line was cut, again and again: nothing is lost or doubled", async () => {
		const line = await startCuttableLine(relink.url);
		const chat = await open("en", { bot: line.url });
		await chat.say("my terminal can't connect");
		await settles(chat, ["my terminal can't connect"]);
		const said = ["my terminal can't connect"];
		for (const elsewhere of ["only this one", "it is on wifi"]) {
			line.cut();
			// The same merchant, on another page: answered while this one is away.
			const posted = await fetch(`${relink.url}/v3/directline/conversations/${chat.conversationId}/activities`, {
				method: "POST",
				headers: { Authorization: `Bearer ${chat.token}` },
				body: JSON.stringify({ type: "message", text: elsewhere, channelData: { clientActivityID: elsewhere } }),
			});
			expect(posted.status).toBe(200);
			said.push(elsewhere);
			await settles(chat, said, reconnected);
		}
		await chat.say("the signal is full");
		await settles(chat, [...said, "the signal is full"]);
		line.close();
	});
});
