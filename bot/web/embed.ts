// `<script src="https://…/embed.js" async>` on a merchants' portal: a launcher with an unread badge, and the chat in a frame.
// On the script element: data-language="zh-CN|en", data-side="left".

import type { Language } from "../../locales/languages.ts";
import type { WebKey } from "./chat/copy.ts";
import styles from "./embed.css";
import { element } from "./shared/element.ts";
import { readFrameMessage, type ToChat } from "./shared/frame-messages.ts";
import { pickLanguage } from "./shared/pick-language.ts";

type Copy = Readonly<Record<Extract<WebKey, "title" | "openChat" | "close" | "unread">, string>>;

/** The few sentences the launcher needs, put here by the build: all of them would be half of the size budget. */
declare const embedCopy: Readonly<Record<Language, Copy>>;

const openedKey = "relink.opened";

class Launcher {
	private readonly origin: string;
	private readonly copy: Copy;
	private readonly badge = element("span", { class: "badge", "aria-hidden": "true" });
	private readonly button = element("button", { class: "launcher", type: "button", "aria-expanded": "false" }, icon(), this.badge);
	private readonly panel = element("div", { class: "panel", hidden: "" });
	private readonly frame: HTMLIFrameElement;
	private isOpen = false;
	private isLoaded = false;
	private unread = 0;

	constructor({ src, dataset: { language, side } }: HTMLScriptElement) {
		this.origin = new URL(src).origin;
		this.copy = embedCopy[pickLanguage([language, document.documentElement.lang, ...navigator.languages])];
		const wanted = language === undefined ? "" : `&language=${encodeURIComponent(language)}`;
		this.frame = element("iframe", { title: this.copy.title, src: `${this.origin}/?embed=1${wanted}` });
		this.frame.addEventListener("load", () => {
			this.isLoaded = true;
			this.tellChat();
		});
		this.button.addEventListener("click", () => this.show(!this.isOpen));
		this.button.addEventListener("keydown", ({ key }) => key === "Escape" && this.isOpen && this.show(false));
		addEventListener("message", (event) => this.hear(event));
		this.label();
		place(element("div", { class: side === "left" ? "left" : "right" }, this.panel, this.button));
		// A merchant who has chatted before hears of answers without opening the chat again.
		if (hasOpened()) this.load();
	}

	private show(isOpen: boolean): void {
		this.isOpen = isOpen;
		this.load();
		this.panel.hidden = !isOpen;
		this.button.setAttribute("aria-expanded", String(isOpen));
		this.label();
		this.tellChat();
		rememberOpened();
		if (isOpen) this.frame.focus();
		else this.button.focus();
	}

	/** Only a frame in the page fetches anything. */
	private load(): void {
		if (!this.frame.isConnected) this.panel.append(this.frame);
	}

	private hear({ data, source, origin }: MessageEvent<unknown>): void {
		const message = source !== null && source === this.frame.contentWindow && origin === this.origin ? readFrameMessage(data) : null;
		if (message?.relink === "close") this.show(false);
		if (message?.relink !== "unread") return;
		this.unread = message.count;
		this.label();
	}

	private tellChat(): void {
		const message: ToChat = { relink: this.isOpen ? "opened" : "closed" };
		if (this.isLoaded) this.frame.contentWindow?.postMessage(message, this.origin);
	}

	private label(): void {
		const { close, openChat, unread } = this.copy;
		const news = this.unread > 0 ? ` · ${unread.replace("{{count}}", String(this.unread))}` : "";
		this.button.setAttribute("aria-label", this.isOpen ? close : openChat + news);
		this.badge.textContent = this.unread > 0 ? String(Math.min(this.unread, 99)) : "";
	}
}

/** In a shadow root, so that neither page styles the other; a constructed sheet is allowed by the strictest policy. */
const place = (content: HTMLElement): void => {
	const host = element("div");
	const root = host.attachShadow({ mode: "open" });
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(styles);
	root.adoptedStyleSheets = [sheet];
	root.append(content);
	document.body.append(host);
};

const icon = (): SVGElement => {
	const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
	const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
	svg.setAttribute("viewBox", "0 0 24 24");
	svg.setAttribute("aria-hidden", "true");
	path.setAttribute("d", "M4 5h16v11H10l-5 4v-4H4z M8.5 10.5h.01M12 10.5h.01M15.5 10.5h.01");
	svg.append(path);
	return svg;
};

const rememberOpened = (): void => {
	try {
		sessionStorage.setItem(openedKey, "1");
	} catch {
		// A page without storage loads the chat when it is opened.
	}
};

const hasOpened = (): boolean => {
	try {
		return sessionStorage.getItem(openedKey) !== null;
	} catch {
		return false; // No storage, nothing remembered.
	}
};

const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
	if (document.body) new Launcher(script);
	else addEventListener("DOMContentLoaded", () => new Launcher(script));
}
