import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { say, visit, webFolder } from "./chat-page.ts";
import { type ScriptedBot, startScriptedBot } from "./scripted-bot.ts";
import { greetAndAsk, relink } from "./scripts.ts";

/** Each would set window.hacked if it ran. */
const run = "window.hacked=1";
const payloads: readonly string[] = [
	`<script>${run}</script>`,
	`<ScRiPt>${run}</sCrIpT>`,
	`<img src=x onerror="${run}">`,
	`<img src=x onerror=${run}//`,
	`<svg onload=${run}>`,
	`<svg><script>${run}</script></svg>`,
	`<svg><animate onbegin=${run} attributeName=x dur=1s>`,
	`<math><mtext><table><mglyph><style><img src=x onerror=${run}></style></mglyph></table></mtext></math>`,
	`<iframe srcdoc="<script>parent.${run}</script>"></iframe>`,
	`<iframe src="javascript:parent.${run}"></iframe>`,
	`<object data="javascript:${run}"></object>`,
	`<embed src="javascript:${run}">`,
	`<a href="javascript:${run}">x</a>`,
	`<body onload=${run}>`,
	`<details open ontoggle=${run}>`,
	`<input autofocus onfocus=${run}>`,
	`<video><source onerror=${run}></video>`,
	`<audio src=x onerror=${run}>`,
	`<marquee onstart=${run}>`,
	`<form action="javascript:${run}"><button>x</button></form>`,
	`<button formaction="javascript:${run}">x</button>`,
	`<base href="javascript:/a/-${run}//">`,
	`<link rel=stylesheet href="data:text/css,*{background:url('javascript:${run}')}">`,
	`<meta http-equiv=refresh content="0;url=javascript:${run}">`,
	`<style>@import 'javascript:${run}';</style>`,
	`<template><script>${run}</script></template>`,
	`<noscript><p title="</noscript><img src=x onerror=${run}>">`,
	`"><script>${run}</script>`,
	`'-${run}-'`,
	`\`-${run}-\``,
	`\${${run}}`,
	`{{constructor.constructor('${run}')()}}`,
	`[x](javascript:${run})`,
	`[x](JaVaScRiPt:${run})`,
	`[x](java\tscript:${run})`,
	`[x](data:text/html,<script>${run}</script>)`,
	`[x](vbscript:${run})`,
	`[x](https://a"onmouseover="${run})`,
	`![x](x"onerror="${run})`,
	`**<img src=x onerror=${run}>**`,
	`- <img src=x onerror=${run}>`,
	`https://a.example/"><img src=x onerror=${run}>`,
	`&lt;script&gt;${run}&lt;/script&gt;`,
	`\u003cscript\u003e${run}\u003c/script\u003e`,
];

describe("scripts in what people write", () => {
	let browser: TestBrowser;
	let bot: ScriptedBot;

	beforeAll(async () => {
		browser = await openBrowser();
		bot = await startScriptedBot(webFolder);
		bot.answer = greetAndAsk;
	});
	afterAll(async () => {
		await browser.close();
		await bot.close();
	});

	it(`never run: ${payloads.length} payloads as words, names, choices, queue news and photos`, async () => {
		const { page, context, errors } = await visit(browser, bot.url, { locale: "en" });
		for (const text of payloads) {
			bot.say({ text, ...relink("faq", { id: text, case: text }) });
			bot.say({ text, from: { role: "bot", name: text }, ...relink("agent") });
			bot.say({ text, from: { role: "user" }, attachments: [{ contentType: "image/png", contentUrl: text, name: text }] });
			bot.say({ text, ...relink("handoff", { step: { number: 1, of: 2 }, choices: [{ id: text, text }] }) });
		}
		await expect.poll(() => page.locator(".message").count()).toBe(1 + payloads.length * 4);
		await say(page, payloads[0] ?? "");
		// Whatever invites a click or the pointer is clicked and pointed at.
		for (const target of await page.locator(".bubble a, #choices button").all()) await target.dispatchEvent("mouseover");
		const addresses = await page
			.locator(".bubble a")
			.evaluateAll((links) => links.map((link) => (link instanceof HTMLAnchorElement ? link.protocol : "")));
		expect(new Set(addresses)).toEqual(new Set(["https:"]));
		expect(
			await page.locator(".bubble :is(script, iframe, object, embed, svg, style, form, input, video, audio, base, link, meta)").count(),
		).toBe(0);
		expect(await page.locator(".bubble [onerror], .bubble [onload], .bubble [onmouseover]").count()).toBe(0);
		expect(await page.evaluate(() => "hacked" in window)).toBe(false);
		await page.reload();
		await expect.poll(() => page.locator(".message").count()).toBeGreaterThan(payloads.length * 4);
		expect(await page.evaluate(() => "hacked" in window)).toBe(false);
		expect(errors).toEqual([]);
		await context.close();
	});
});
