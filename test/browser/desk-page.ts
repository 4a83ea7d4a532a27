// The agents' page with the administrator at it.

import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { TestBrowser } from "../support/browser.ts";
import { adminPassword } from "../support/start-relink.ts";
import { axeFindings, type Visit } from "./chat-page.ts";

/** Signs in and waits for the queue. What breaks, or what the content security policy has to stop, is among the errors. */
export const visitDesk = async (browser: TestBrowser, url: string, locale: string): Promise<Visit> => {
	const context = await browser.context({ locale, viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
	const page = await context.newPage();
	const errors: string[] = [];
	page.on("pageerror", (error) => errors.push(error.message));
	page.on("console", (message) => {
		if (/Content Security Policy|TrustedHTML/.test(message.text())) errors.push(message.text());
	});
	await page.goto(`${url}/desk`);
	await page.locator("form").waitFor();
	expect(await axeFindings(page)).toEqual([]);
	await signIn(page);
	return { page, context, errors };
};

/** Fills in the form and waits for the queue. */
export const signIn = async (page: Page): Promise<void> => {
	await page.locator("input[name=name]").fill("admin");
	await page.locator("input[name=password]").fill(adminPassword);
	await page.keyboard.press("Enter");
	await page.locator(".backOffice").waitFor();
};
