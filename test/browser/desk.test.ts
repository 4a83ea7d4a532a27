import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { type Running, startRelink } from "../support/start-relink.ts";
import { axeFindings, hears, say, type Visit, visit } from "./chat-page.ts";
import { visitDesk } from "./desk-page.ts";

const words = {
	en: { trouble: "my terminal can't connect", person: "I want to talk to a person", accept: "Accept", back: "Return to bot" },
	"zh-CN": { trouble: "POS机连不上后台", person: "转人工", accept: "接入", back: "交回机器人" },
} as const;

const hostile = `<img src=x onerror="document.title='run'"><script>document.title='run'</script>`;

describe.each(["zh-CN", "en"] as const)("agent and merchant, in %s", (locale) => {
	let browser: TestBrowser;
	let relink: Running;
	let merchant: Visit;
	let agent: Visit;
	const said = words[locale];

	beforeAll(async () => {
		browser = await openBrowser();
		relink = await startRelink();
	});
	afterAll(async () => {
		await browser.close();
		await relink.close();
	});
	beforeEach(async () => {
		merchant = await visit(browser, relink.url, { locale });
		agent = await visitDesk(browser, relink.url, locale);
	});
	afterEach(async () => {
		expect([...merchant.errors, ...agent.errors]).toEqual([]);
		await merchant.context.close();
		await agent.context.close();
	});

	const askForAPerson = async (): Promise<void> => {
		await say(merchant.page, said.trouble);
		await merchant.page.locator("#choices button").first().waitFor();
		await say(merchant.page, said.person);
		await waiting().waitFor();
	};
	const waiting = () => agent.page.locator(".case[data-status=waiting]");
	const lastFromMerchant = () => agent.page.locator(".message.merchant .text").last().textContent();

	it("talk to each other until the agent returns the conversation to the bot", async () => {
		await askForAPerson();
		expect(await agent.page.title()).toMatch(/^\(1\) /);
		await waiting().click();
		await agent.page.getByRole("button", { name: said.accept, exact: true }).click();
		await agent.page.locator(".composer textarea").fill(hostile);
		await agent.page.keyboard.press("Enter");
		await hears(merchant.page, hostile.slice(0, 9));
		await say(merchant.page, hostile);
		await expect.poll(lastFromMerchant).toBe(hostile);
		await agent.page.getByRole("button", { name: said.back }).click();
		await hears(merchant.page, /admin/);
		await expect.poll(() => agent.page.locator(".case").count()).toBe(0);
		expect([await agent.page.title(), await merchant.page.title()]).not.toContain("run");
	});

	it("need no mouse, and a reload loses nothing", async () => {
		await askForAPerson();
		const { keyboard } = agent.page;
		await waiting().focus();
		await keyboard.press("Enter");
		await expect.poll(() => agent.page.locator(":focus").textContent()).toBe(said.accept);
		await keyboard.press("Enter");
		await expect.poll(() => agent.page.locator("textarea:focus").count()).toBe(1);
		await keyboard.type("one");
		await keyboard.press("Enter");
		await keyboard.type("two");
		await keyboard.press("Enter");
		await hears(merchant.page, "two");
		await agent.page.reload();
		await expect.poll(() => agent.page.locator(".message.agent .text").allTextContents()).toEqual(["one", "two"]);
	});

	it("give axe nothing to find, waiting, talking and closing, light and dark", { timeout: 90_000 }, async () => {
		const findsNothing = async (): Promise<void> => {
			for (const colorScheme of ["light", "dark"] as const) {
				await agent.page.emulateMedia({ colorScheme });
				expect(await axeFindings(agent.page)).toEqual([]);
			}
		};
		await askForAPerson();
		await waiting().click();
		await agent.page.locator(".caseHead .main").waitFor();
		await findsNothing();
		await agent.page.locator(".caseHead .main").click();
		await agent.page.locator(".composer").waitFor();
		await agent.page.locator(".canned summary").click();
		await findsNothing();
		await agent.page.locator(".caseHead .row button").last().click();
		await agent.page.locator("dialog").waitFor();
		await findsNothing();
	});
});
