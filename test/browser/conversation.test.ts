import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import enCommon from "../../locales/en/common.json" with { type: "json" };
import enFlows from "../../locales/en/flows.json" with { type: "json" };
import enWeb from "../../locales/en/web.json" with { type: "json" };
import type { Language } from "../../locales/languages.ts";
import zhCommon from "../../locales/zh-CN/common.json" with { type: "json" };
import zhFlows from "../../locales/zh-CN/flows.json" with { type: "json" };
import zhWeb from "../../locales/zh-CN/web.json" with { type: "json" };
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { type Running, startRelink } from "../support/start-relink.ts";
import { axeFindings, hears, say, visit, words } from "./chat-page.ts";

const spoken = {
	en: { common: enCommon, flows: enFlows, web: enWeb, opening: "my terminal can't connect" },
	"zh-CN": { common: zhCommon, flows: zhFlows, web: zhWeb, opening: "POS机连不上后台" },
} as const;

const mostSteps = 15;

describe("a whole conversation", () => {
	let browser: TestBrowser;
	let relink: Running;

	beforeAll(async () => {
		[browser, relink] = await Promise.all([openBrowser(), startRelink()]);
	});
	afterAll(async () => {
		await browser.close();
		await relink.close();
	});

	const choices = (page: Page) => page.locator("#choices button");
	/** Picks, and waits until the bot has answered. */
	const pick = async (page: Page, text: string | number) => {
		const before = await page.locator(".message").count();
		await (typeof text === "number" ? choices(page).nth(text) : choices(page).getByText(text, { exact: true })).click();
		await expect.poll(() => page.locator(".message").count(), { timeout: 10_000 }).toBeGreaterThan(before + 1);
		await choices(page).first().waitFor();
	};
	const begin = async (language: Language, url = relink.url) => {
		const open = await visit(browser, url, { locale: language });
		await say(open.page, spoken[language].opening);
		await open.page
			.getByText(new RegExp(spoken[language].web.step.replaceAll(/\{\{\w+\}\}/g, "\\d+")))
			.first()
			.waitFor();
		return open;
	};
	/** Answers with the first choice until something is to be tried. */
	const reachRepair = async (page: Page, language: Language) => {
		const { fixed } = spoken[language].common.choices;
		for (let step = 0; step < mostSteps; step += 1) {
			if ((await choices(page).allInnerTexts()).includes(fixed)) return;
			await pick(page, 0);
		}
		throw new Error(`nothing to try after ${mostSteps} steps: ${(await words(page)).join(" | ")}`);
	};

	it.each(["zh-CN", "en"] as const)("goes from the complaint to a terminal that works, in %s", async (language) => {
		const { page, context, errors } = await begin(language);
		await reachRepair(page, language);
		expect(await axeFindings(page)).toEqual([]);
		await pick(page, spoken[language].common.choices.fixed);
		await expect.poll(() => page.locator(".bubble").last().locator(".step").count()).toBe(0);
		expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
		expect(errors).toEqual([]);
		await context.close();
	});

	it.each([
		{ language: "zh-CN", says: "机器冒烟了" },
		{ language: "en", says: "smoke is coming out of the terminal" },
	] as const)("lets the way to a person stand out where that is what is advised, in $language", async ({ language, says }) => {
		const weightOf = (button: Locator) => button.evaluate((shown) => Number(getComputedStyle(shown).fontWeight));
		const inDanger = await visit(browser, relink.url, { locale: language });
		await say(inDanger.page, says);
		await expect.poll(() => choices(inDanger.page).first().textContent()).toBe(spoken[language].common.choices.human);
		const advised = await weightOf(choices(inDanger.page).first());
		await inDanger.context.close();
		const inMidStep = await begin(language);
		expect(advised).toBeGreaterThan(await weightOf(inMidStep.page.locator("#choices .more").first()));
		await inMidStep.context.close();
	});

	it.each(["zh-CN", "en"] as const)("goes on in mid-step after a reload, in %s", async (language) => {
		const { page, context } = await begin(language);
		await pick(page, 0);
		const before = { words: await words(page), choices: await choices(page).allInnerTexts() };
		await page.reload();
		await expect.poll(async () => ({ words: await words(page), choices: await choices(page).allInnerTexts() })).toEqual(before);
		await pick(page, before.choices.at(-1) ?? "");
		await context.close();
	});

	it("changes the language of the page and of the bot in mid-step", async () => {
		const { page, context } = await begin("en");
		const inEnglish = await choices(page).allInnerTexts();
		await page.locator("#language").click();
		expect(await page.locator("#person").textContent()).toBe(zhWeb.talkToPerson);
		await expect.poll(async () => (await choices(page).allInnerTexts()).at(-1)).toBe(zhCommon.choices.why);
		expect(await choices(page).count()).toBe(inEnglish.length);
		await page.reload();
		await expect.poll(() => page.locator("#person").textContent()).toBe(zhWeb.talkToPerson);
		await context.close();
	});

	it("lets the page follow the merchant who changes language by writing in it", async () => {
		const { page, context } = await visit(browser, relink.url, { locale: "en" });
		await say(page, "我的终端一直连不上后台，帮我看看");
		await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe("zh-CN");
		await context.close();
	});

	it("asks for a person, shows the queue and leaves it", async () => {
		const { page, context } = await visit(browser, relink.url, { locale: "en" });
		await page.locator("#person").click();
		await expect.poll(() => page.locator("#queueWords").textContent(), { timeout: 10_000 }).toMatch(/R-[A-Z0-9]{6}/);
		await pick(page, enFlows.handOff.leaveQueue);
		await expect.poll(() => page.locator("#person").isVisible()).toBe(true);
		await context.close();
	});

	it("is the same in every tab, also when one of them starts over", async () => {
		const { page, context } = await begin("en");
		const other = await context.newPage();
		await other.goto(relink.url);
		await expect.poll(() => words(other)).toEqual(await words(page));
		await other.locator("#startOver").click();
		await other.locator("dialog").getByRole("button", { name: enWeb.startOverYes }).click();
		await expect.poll(async () => (await words(page)).length, { timeout: 10_000 }).toBe(1);
		await say(page, "hello");
		await expect.poll(() => words(other)).toContain("hello");
		await context.close();
	});

	it("shows no card number once the server has answered", async () => {
		const { page, context } = await visit(browser, relink.url, { locale: "en" });
		await say(page, "it fails for 4111 1111 1111 1111");
		await expect.poll(async () => (await words(page)).join()).toContain("it fails for [");
		expect((await words(page)).join()).not.toContain("4111");
		expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("4111");
		await context.close();
	});

	it("keeps a photo and shows it to the merchant again", async () => {
		const { page, context } = await visit(browser, relink.url, { locale: "en" });
		await page.locator("#photoFile").setInputFiles({ name: "a.png", mimeType: "image/png", buffer: await page.screenshot() });
		await page.locator("#photo").waitFor();
		await page.locator("#send").click();
		await expect.poll(() => page.locator(".merchant .delivery").textContent()).toBe("");
		await page.reload();
		const image = page.locator('.bubble img[src^="/v3/directline/attachments/"]');
		await image.waitFor();
		await expect
			.poll(() => image.evaluate((shown) => shown instanceof HTMLImageElement && shown.complete && shown.naturalWidth > 0))
			.toBe(true);
		await context.close();
	});

	it("goes on over a restart of the server, with what was picked meanwhile", async () => {
		const dataDir = await mkdtemp(join(tmpdir(), "relink-"));
		const before = await startRelink({ dataDir });
		const { page, context } = await begin("en", before.url);
		const [, second = ""] = await choices(page).allInnerTexts();
		await before.close();
		await choices(page).getByText(second, { exact: true }).click();
		await page.locator(".waiting").waitFor();
		const after = await startRelink({ dataDir, config: { PORT: Number(new URL(before.url).port) } });
		await hears(page, /Step 2/);
		expect((await words(page)).filter((text) => text === second)).toHaveLength(1);
		await context.close();
		await after.close();
		await rm(dataDir, { recursive: true });
	});
});
