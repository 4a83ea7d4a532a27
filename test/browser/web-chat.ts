// Microsoft's own Web Chat, the whole published bundle, on a site that embeds it: what a test can do there and look at.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { Language } from "../../locales/languages.ts";
import type { TestBrowser } from "../support/browser.ts";

export type Site = { readonly origin: string; close(): void };

const html = `<!doctype html><title>Portal</title><style>html, body, #chat { height: 100%; margin: 0 }</style>
<div id="chat"></div><script src="/webchat.js"></script>`;

/** A site that serves the bundle as npm has it (its package exports everything but this file), and nothing of ours. */
export const startSite = async (): Promise<Site> => {
	const bundle = await readFile(new URL("../../node_modules/botframework-webchat/dist/webchat.js", import.meta.url));
	const site = createServer((request, response) => {
		const isBundle = request.url === "/webchat.js";
		response.writeHead(200, { "Content-Type": isBundle ? "text/javascript; charset=utf-8" : "text/html; charset=utf-8" });
		response.end(isBundle ? bundle : html);
	});
	await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
	return { origin: `http://127.0.0.1:${(site.address() as AddressInfo).port}`, close: () => site.close() };
};

/** An activity as Web Chat keeps it. */
export type Shown = {
	readonly type: string;
	readonly id?: string;
	readonly text?: string;
	readonly from: { readonly role: string };
	readonly attachments?: readonly { readonly contentUrl?: string }[];
	readonly channelData?: Readonly<Record<string, unknown>>;
};

export type WebChat = {
	readonly page: Page;
	readonly context: BrowserContext;
	readonly conversationId: string;
	readonly token: string;
	say(text: string): Promise<void>;
	/** Every message, in the order in which it is shown. */
	shown(): Promise<readonly Shown[]>;
	/** The words to be read on the page, top to bottom. */
	bubbles(): Promise<readonly string[]>;
	/** What became of the merchant's own messages: "sending", "sent" or "send failed". */
	sendStates(): Promise<readonly unknown[]>;
	/** Buttons of the last message. */
	choices(): Locator;
	/** What the page itself complains about. */
	readonly errors: readonly string[];
};

type Options = { readonly bot: string; readonly site: Site; readonly locale: Language; readonly webSocket?: boolean };

/** A text without its paragraphs and quotation marks, which Web Chat sets in its own way. */
export const asRead = (text: string): string =>
	text
		.trim()
		.replaceAll(/\s+/g, " ")
		.replaceAll(/["'“”‘’]/g, "");

/** What the bundle puts into the page; it brings no types that could be used there. */
type Bundle = {
	createStore(): { getState(): { activities: readonly Shown[] } };
	createDirectLine(options: object): unknown;
	renderWebChat(props: object, element: Element | null): void;
};

/** Embeds the chat as Microsoft's documentation does, with a token fetched by the page. */
const embed = async ({ bot, locale, webSocket }: { bot: string; locale: string; webSocket: boolean }) => {
	const page = window as unknown as { WebChat: Bundle; store: ReturnType<Bundle["createStore"]> };
	const answer = await fetch(`${bot}/chat/token`, { method: "POST" });
	const { token, conversationId } = (await answer.json()) as { token: string; conversationId: string };
	page.store = page.WebChat.createStore();
	const conversationStartProperties = { locale };
	const directLine = page.WebChat.createDirectLine({ token, domain: `${bot}/v3/directline`, webSocket, conversationStartProperties });
	page.WebChat.renderWebChat({ directLine, store: page.store, locale }, document.querySelector("#chat"));
	return { token, conversationId };
};

const activities = () => (window as unknown as { store: ReturnType<Bundle["createStore"]> }).store.getState().activities;

/** Opens it in a window of its own and waits for the first message. */
export const openWebChat = async (browser: TestBrowser, { bot, site, locale, webSocket = true }: Options): Promise<WebChat> => {
	const context = await browser.context({ viewport: { width: 480, height: 800 }, locale, reducedMotion: "reduce" });
	const page = await context.newPage();
	const errors: string[] = [];
	page.on("pageerror", ({ message }) => errors.push(message));
	await page.goto(site.origin);
	const session = await page.evaluate(embed, { bot, locale, webSocket });
	const shown = async () => (await page.evaluate(activities)).filter(({ type }) => type === "message");
	await expect.poll(async () => (await shown()).length, { timeout: 20_000 }).toBeGreaterThan(0);
	return {
		page,
		context,
		...session,
		shown,
		say: async (text) => {
			const box = page.locator(".webchat__send-box-text-box__input");
			await box.fill(text);
			await box.press("Enter");
		},
		sendStates: async () =>
			(await shown()).filter(({ from }) => from.role === "user").map(({ channelData }) => channelData?.["webchat:send-status"]),
		choices: () => page.locator(".webchat__suggested-action"),
		errors,
		bubbles: async () => (await page.locator(".webchat__bubble__content").allInnerTexts()).map(asRead),
	};
};
