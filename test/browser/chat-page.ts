// The chat page as a merchant sees it: what a test can do there and look at.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { BrowserContext, BrowserContextOptions, Frame, Page } from "playwright-core";
import { expect } from "vitest";
import type { Language } from "../../locales/languages.ts";
import type { TestBrowser } from "../support/browser.ts";

export const webFolder = new URL("../../dist/web", import.meta.url).pathname;

/** A telephone held upright, with nothing moving, so that what is seen is what stays. */
const phone: BrowserContextOptions = { viewport: { width: 390, height: 780 }, reducedMotion: "reduce" };

export type Visit = { readonly page: Page; readonly context: BrowserContext; readonly errors: readonly string[] };

/** Opens the chat in a window of its own and waits for its first message. */
export const visit = async (
	browser: TestBrowser,
	url: string,
	options: BrowserContextOptions & { locale?: Language } = {},
): Promise<Visit> => {
	const context = await browser.context({ ...phone, ...options });
	const page = await context.newPage();
	const errors: string[] = [];
	page.on("pageerror", (error) => errors.push(error.message));
	page.on("console", (message) => {
		if (/Content Security Policy|TrustedHTML/.test(message.text())) errors.push(message.text());
	});
	await page.goto(url);
	await page.locator(".message").first().waitFor();
	return { page, context, errors };
};

export const say = async (page: Page | Frame, text: string): Promise<void> => {
	await page.locator("#write").fill(text);
	await page.locator("#write").press("Enter");
};

/** The words of every message, top to bottom. */
export const words = (page: Page | Frame): Promise<string[]> => page.locator(".message .bubble").allInnerTexts();

/** Waits until the last message holds the words. */
export const hears = (page: Page | Frame, text: string | RegExp): Promise<void> =>
	expect.poll(async () => (await words(page)).at(-1) ?? "", { timeout: 10_000 }).toMatch(text);

/** Waits until the choices are these. */
export const offers = (page: Page | Frame, choices: readonly string[]): Promise<void> =>
	expect.poll(() => page.locator("#choices button").allInnerTexts(), { timeout: 10_000 }).toEqual(choices);

const axeSource = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

type AxeResult = { passes: unknown[]; violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] };

/** What axe finds on the page, target sizes included, as readable lines. */
export const axeFindings = async (page: Page | Frame): Promise<readonly string[]> => {
	await page.evaluate(await axeSource);
	const result = await page.evaluate((): Promise<AxeResult> => {
		const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResult> } }; // Put there by the line above.
		return axe.run({ rules: { "target-size": { enabled: true } } });
	});
	expect(result.passes.length).toBeGreaterThan(10);
	return result.violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
};
