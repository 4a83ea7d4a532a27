import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { axeFindings, say, webFolder } from "./chat-page.ts";
import { type ScriptedBot, startScriptedBot } from "./scripted-bot.ts";
import { greetAndAsk } from "./scripts.ts";

/** A merchants' portal with a policy as strict as they come: only its own and the bot's scripts and frames. */
const startPortal = async (bot: string): Promise<Server> => {
	const html = `<!doctype html><html lang="en"><title>Portal</title><main><h1>Portal</h1></main><script src="${bot}/embed.js" async></script></html>`;
	const policy = `default-src 'none'; script-src ${bot}; frame-src ${bot}`;
	const portal = createServer((_, response) => {
		response.writeHead(200, { "Content-Type": "text/html", "Content-Security-Policy": policy });
		response.end(html);
	});
	await new Promise<void>((resolve) => portal.listen(0, "127.0.0.1", resolve));
	return portal;
};

describe("the chat on another site", () => {
	let browser: TestBrowser;
	let bot: ScriptedBot;
	let portal: Server;
	let page: Page;

	beforeAll(async () => {
		browser = await openBrowser();
		bot = await startScriptedBot(webFolder, ["http://127.0.0.1:*"]);
		bot.answer = greetAndAsk;
		portal = await startPortal(bot.url);
	});
	afterAll(async () => {
		await browser.close();
		await bot.close();
		portal.close();
	});
	beforeEach(async () => {
		const context = await browser.context({ viewport: { width: 1000, height: 800 }, reducedMotion: "reduce" });
		page = await context.newPage();
		await page.goto(`http://127.0.0.1:${(portal.address() as AddressInfo).port}/`);
		return () => context.close();
	});

	const launcher = () => page.locator("button.launcher");
	const open = async (): Promise<Frame> => {
		await launcher().click();
		await page.frameLocator("iframe").locator(".message").first().waitFor();
		const frame = page.frames().find((candidate) => candidate.url().startsWith(bot.url));
		if (frame === undefined) throw new Error("the chat has no frame");
		return frame;
	};
	const focusOf = (where: Page | Frame) => where.evaluate(() => document.activeElement?.id ?? "");

	it("loads nothing but the loader until it is opened", async () => {
		await launcher().waitFor();
		expect(page.frames()).toHaveLength(1);
		expect(await launcher().getAttribute("aria-label")).toBe("Terminal offline? Chat with us");
		expect(await axeFindings(page)).toEqual([]);
	});

	it("opens with the focus where the merchant writes, and Esc gives it back to the launcher", async () => {
		const frame = await open();
		await expect.poll(() => focusOf(frame)).toBe("write");
		expect(await launcher().getAttribute("aria-expanded")).toBe("true");
		expect(await axeFindings(frame)).toEqual([]);
		await page.keyboard.press("Escape");
		await page.locator("iframe").waitFor({ state: "hidden" });
		expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className)).toBe("launcher");
	});

	it("counts what comes while it is closed, and no more once it is opened", async () => {
		const frame = await open();
		await say(frame, "hello");
		await expect.poll(() => frame.locator(".message").count()).toBe(3);
		await frame.locator("#close").click();
		await page.locator("iframe").waitFor({ state: "hidden" });
		bot.say({ text: "Are you there?" });
		bot.say({ text: "Hello?" });
		await expect.poll(() => page.locator(".badge").textContent()).toBe("2");
		expect(await launcher().getAttribute("aria-label")).toContain("Unread messages: 2");
		await launcher().click();
		await expect.poll(() => page.locator(".badge").textContent()).toBe("");
	});

	it("keeps counting over a reload, without being opened again", async () => {
		await open();
		await page.keyboard.press("Escape");
		await page.reload();
		await expect.poll(() => page.frames().length).toBe(2);
		await page.frameLocator("iframe").locator(".message").first().waitFor({ state: "attached" });
		bot.say({ text: "Are you there?" });
		await expect.poll(() => page.locator(".badge").textContent()).toBe("1");
	});

	it("is not shown by a site that is not on the list", async () => {
		const stranger = await startScriptedBot(webFolder);
		const elsewhere = await startPortal(stranger.url);
		await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
		const refused = page.waitForEvent("console", (message) => message.text().includes("frame-ancestors"));
		await launcher().click();
		expect((await refused).type()).toBe("error");
		elsewhere.close();
		await stranger.close();
	});

	it("fills a small screen", async () => {
		await page.setViewportSize({ width: 360, height: 640 });
		await open();
		expect(await page.locator("iframe").boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 640 });
	});
});
