import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { type Running, startRelink } from "../support/start-relink.ts";
import { hears, say, type Visit, visit, words } from "./chat-page.ts";
import { signIn, visitDesk } from "./desk-page.ts";

describe("an agent in trouble", () => {
	let browser: TestBrowser;
	let relink: Running;
	let merchant: Visit;
	let agent: Visit;

	beforeAll(async () => {
		browser = await openBrowser();
		relink = await startRelink();
	});
	afterAll(async () => {
		await browser.close();
		await relink.close();
	});
	beforeEach(async () => {
		merchant = await visit(browser, relink.url, { locale: "en" });
		agent = await visitDesk(browser, relink.url, "en");
		await say(merchant.page, "human");
		await agent.page.locator(".case[data-status=waiting]").click();
		await agent.page.getByRole("button", { name: "Accept", exact: true }).click();
		await agent.page.locator(".composer textarea").waitFor();
	});
	afterEach(async () => {
		expect([...merchant.errors, ...agent.errors]).toEqual([]);
		await merchant.context.close();
		await agent.context.close();
	});

	const write = async (text: string): Promise<void> => {
		await agent.page.locator(".composer textarea").fill(text);
		await agent.page.keyboard.press("Enter");
	};
	const heard = async (text: string) => (await words(merchant.page)).filter((each) => each.includes(text)).length;

	it("without a network is told so, keeps what was written, and says it once when tried again", async () => {
		await agent.context.setOffline(true);
		await write("said once");
		await agent.page.getByText("Not sent.").waitFor();
		await agent.context.setOffline(false);
		await agent.page.getByRole("button", { name: "Try again" }).click();
		await hears(merchant.page, "said once");
		await expect.poll(() => agent.page.locator(".unsent .message").count()).toBe(0);
		expect(await heard("said once")).toBe(1);
	});

	it("whose session ended signs in again and finds case and message where they were", async () => {
		// Of all calls it is the message's that finds out; the page's sign of life would do so between a letter and Enter.
		const others = /\/desk\/api\/(?!.*\/say$)/;
		await agent.page.route(others, (route) => route.abort());
		await agent.context.clearCookies();
		await write("still here");
		await agent.page.getByText("You have been signed out.").waitFor({ timeout: 20_000 });
		await agent.page.unroute(others);
		await signIn(agent.page);
		await agent.page.getByRole("button", { name: "Try again" }).click();
		await hears(merchant.page, "still here");
		expect(await heard("still here")).toBe(1);
	});
});
