import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { axeFindings, offers, say, type Visit, visit, webFolder } from "./chat-page.ts";
import { type ScriptedBot, startScriptedBot } from "./scripted-bot.ts";
import { greetAndAsk, relink } from "./scripts.ts";

describe("the chat for everybody", () => {
	let browser: TestBrowser;
	let bot: ScriptedBot;

	beforeAll(async () => {
		browser = await openBrowser();
	});
	afterAll(() => browser.close());
	beforeEach(async () => {
		bot = await startScriptedBot(webFolder);
		bot.answer = greetAndAsk;
	});
	afterEach(() => bot.close());

	const ask = async ({ page }: Visit) => {
		await say(page, "hello");
		await offers(page, ["Only this one", "Everything", "Why?"]);
	};
	const goOffline = async (open: Visit) => {
		await ask(open);
		await open.context.setOffline(true);
		await open.page.getByRole("button", { name: "Everything" }).click();
		await open.page.locator(".waiting").waitFor();
	};
	const beRefused = async ({ page }: Visit) => {
		bot.faults.postsRefused = 400;
		await say(page, "hello");
		await page.locator(".refused").waitFor();
		await say(page, "x".repeat(2_001));
	};
	const waitInQueue = async ({ page }: Visit) => {
		bot.answer = () => [{ text: "You are second.", ...relink("handoff", { choices: [{ id: "leaveQueue", text: "Never mind" }] }) }];
		await page.locator("#person").click();
		await page.locator("#queueWords").waitFor();
		bot.say({ text: "Hi, Li here.", from: { role: "bot", name: "Li" }, ...relink("agent") });
		await page.locator(".agent").waitFor();
	};
	const attach = async ({ page }: Visit) => {
		const picture = await page.locator(".head").screenshot();
		await page.locator("#photoFile").setInputFiles({ name: "a.png", mimeType: "image/png", buffer: picture });
		await page.locator("#photo").waitFor();
	};
	const narrow = { viewport: { width: 320, height: 568 } };
	const zoomed = { viewport: { width: 320, height: 256 } };

	it.each([
		{ state: "the greeting", options: {}, reach: async () => undefined },
		{ state: "a question", options: {}, reach: ask },
		{ state: "a question in the dark", options: { colorScheme: "dark" }, reach: ask },
		{ state: "a question at 320 px", options: narrow, reach: ask },
		{ state: "a question at 400 %", options: zoomed, reach: ask },
		{ state: "a question in forced colours", options: { forcedColors: "active" }, reach: ask },
		{ state: "a question on a page in Chinese", options: { locale: "zh-CN" }, reach: ask },
		{ state: "no connection", options: {}, reach: goOffline },
		{ state: "no connection in the dark", options: { colorScheme: "dark" }, reach: goOffline },
		{ state: "errors", options: {}, reach: beRefused },
		{ state: "errors in the dark", options: { colorScheme: "dark" }, reach: beRefused },
		{ state: "a person", options: {}, reach: waitInQueue },
		{ state: "a person in the dark", options: { colorScheme: "dark" }, reach: waitInQueue },
		{ state: "a photo at 320 px", options: narrow, reach: attach },
		{ state: "the question before starting over", options: {}, reach: ({ page }: Visit) => page.locator("#startOver").click() },
	] as const)("gives axe nothing to find in $state", async ({ options, reach }) => {
		const open = await visit(browser, bot.url, { locale: "en", ...options });
		await reach(open);
		expect(await axeFindings(open.page)).toEqual([]);
		expect(await open.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
		await open.context.close();
	});

	it("announces each new message once and nothing of before", async () => {
		const open = await visit(browser, bot.url, { locale: "en" });
		await ask(open);
		await open.page.addInitScript(() => {
			addEventListener("DOMContentLoaded", () => {
				const log = document.getElementById("log");
				const announced: string[] = [];
				Object.assign(window, { announced });
				const record = (changes: readonly MutationRecord[]) => {
					if (log?.getAttribute("aria-live") === "off") return;
					for (const { addedNodes } of changes) for (const node of addedNodes) announced.push(node.textContent ?? "");
				};
				if (log !== null) new MutationObserver(record).observe(log, { childList: true });
			});
		});
		await open.page.reload();
		await expect.poll(() => open.page.locator("#log").getAttribute("aria-live")).toBe("polite");
		await expect.poll(() => open.page.locator(".message").count()).toBe(3);
		bot.say({ text: "News." });
		await expect.poll(() => open.page.locator(".message").count()).toBe(4);
		await say(open.page, "mine");
		await expect.poll(() => open.page.locator(".message").count()).toBe(6);
		const announced = await open.page.evaluate(() => (window as unknown as { announced: string[] }).announced); // Put there above.
		expect(announced.map((text) => /News\.|mine|only this terminal/.exec(text)?.[0])).toEqual(["News.", "mine", "only this terminal"]);
		await open.context.close();
	});

	it("marks each message with its language, whatever the page's", async () => {
		const open = await visit(browser, bot.url, { locale: "zh-CN" });
		await say(open.page, "连不上");
		await say(open.page, "offline");
		await expect
			.poll(() => open.page.locator(".bubble").evaluateAll((all) => all.map((one) => (one instanceof HTMLElement ? one.lang : ""))))
			.toEqual(["zh-CN", "zh-CN", "en", "en", "en"]);
		await open.context.close();
	});

	it("does not move the focus when messages come", async () => {
		const open = await visit(browser, bot.url, { locale: "en" });
		await open.page.locator("#save").focus();
		bot.say({ ...greetAndAsk({ type: "message" })[0] });
		await offers(open.page, ["Only this one", "Everything", "Why?"]);
		expect(await open.page.evaluate(() => document.activeElement?.id)).toBe("save");
		await open.context.close();
	});
});
