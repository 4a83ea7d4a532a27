import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { hears, offers, say, type Visit, visit, webFolder, words } from "./chat-page.ts";
import { type ScriptedBot, startScriptedBot } from "./scripted-bot.ts";
import { greetAndAsk } from "./scripts.ts";

describe("the chat on a bad network", () => {
	let browser: TestBrowser;
	let bot: ScriptedBot;
	let open: Visit;

	beforeAll(async () => {
		browser = await openBrowser();
	});
	afterAll(() => browser.close());
	beforeEach(async () => {
		bot = await startScriptedBot(webFolder);
		bot.answer = greetAndAsk;
		open = await visit(browser, bot.url, { locale: "en" });
	});
	afterEach(async () => {
		expect(open.errors).toEqual([]);
		await open.context.close();
		await bot.close();
	});

	const acceptedTexts = () => bot.accepted().map(({ text }) => text);
	const status = () => open.page.locator("#connectionState").textContent();

	it("keeps what is written offline and sends it once when the network is back", async () => {
		await open.context.setOffline(true);
		await expect.poll(status).toContain("No connection");
		await say(open.page, "first");
		await say(open.page, "second");
		await hears(open.page, "second");
		expect(await open.page.locator(".waiting .delivery").count()).toBe(2);
		expect(acceptedTexts()).toEqual([]);

		await open.context.setOffline(false);
		await expect.poll(acceptedTexts).toEqual(["first", "second"]);
		await expect.poll(() => open.page.locator(".delivery:not(:empty)").count()).toBe(0);
		await expect.poll(status).toBe("Connected again");
	});

	it("keeps it over a reload as well", async () => {
		bot.faults.postsRefused = 503;
		await say(open.page, "kept");
		await open.page.locator(".waiting").waitFor();
		await open.page.reload();
		bot.faults.postsRefused = 0;
		await expect.poll(acceptedTexts).toEqual(["kept"]);
		await offers(open.page, ["Only this one", "Everything", "Why?"]);
		expect((await words(open.page)).filter((text) => text === "kept")).toHaveLength(1);
	});

	it("shows a message once when it was taken and the answer was lost", async () => {
		bot.faults.answersLost = 2;
		await say(open.page, "hello");
		await offers(open.page, ["Only this one", "Everything", "Why?"]);
		await expect.poll(() => bot.posts.length).toBeGreaterThanOrEqual(1);
		expect(acceptedTexts()).toEqual(["hello"]);
		expect((await words(open.page)).filter((text) => text === "hello")).toHaveLength(1);
	});

	it("says what was refused, and lets the merchant try again or throw it away", async () => {
		bot.faults.postsRefused = 400;
		await say(open.page, "no");
		await say(open.page, "yes");
		await expect.poll(() => open.page.locator(".refused").count()).toBe(2);
		await open.page.locator(".refused >> nth=0").getByRole("button", { name: "Discard" }).click();
		bot.faults.postsRefused = 0;
		await open.page.locator(".refused").getByRole("button", { name: "Try again" }).click();
		await expect.poll(acceptedTexts).toEqual(["yes"]);
	});

	it("comes back by itself when the socket is lost, and shows what was said meanwhile", async () => {
		bot.hangUp();
		bot.say({ text: "said meanwhile" });
		await hears(open.page, "said meanwhile");
	});

	it("asks over HTTP when the socket is silent although a message was taken", async () => {
		bot.faults.socketsDeaf = true;
		await say(open.page, "anybody?");
		await offers(open.page, ["Only this one", "Everything", "Why?"]);
	});

	it("polls where sockets are not let through", async () => {
		bot.faults.socketsRefused = true;
		bot.hangUp();
		await say(open.page, "hello");
		await offers(open.page, ["Only this one", "Everything", "Why?"]);
		bot.say({ text: "polled" });
		await hears(open.page, "polled");
	});

	it("begins anew, and says so, when the conversation is no more", async () => {
		await say(open.page, "old");
		await offers(open.page, ["Only this one", "Everything", "Why?"]);
		bot.faults.conversationsGone = true;
		await open.page.reload();
		await expect.poll(() => open.page.locator("#alert").textContent(), { timeout: 10_000 }).toContain("expired");
		expect(await words(open.page)).toEqual(["Hello."]);
	});

	it("begins anew when the token can no longer be renewed, and still sends what was written", async () => {
		bot.faults.tokensExpired = true;
		await say(open.page, "written in between");
		await expect.poll(acceptedTexts, { timeout: 15_000 }).toEqual(["written in between"]);
	});
});
