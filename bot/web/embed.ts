// `<script src="https://…/embed.js" async>` on a merchant's portal: a launcher with an unread badge, and the chat in a frame.
// On the script element: data-language="zh-CN|en", data-side="left".

import type { Language } from "../../locales/languages.ts";
import type { WebKey } from "./chat/copy.ts";
import styles from "./embed.css";
import { element } from "./shared/element.ts";
import { readFrameMessage, type ToChat } from "./shared/frame-messages.ts";
import { pickLanguage } from "./shared/pick-language.ts";

/** The few sentences the launcher needs, put here by the build: all of them would be half of the size budget. */
declare const embedCopy: Readonly<Record<Language, Readonly<Record<Extract<WebKey, "title" | "openChat" | "close" | "unread">, string>>>>;

const openedKey = "relink.opened";

const mount = (script: HTMLScriptElement): void => {
	const { origin } = new URL(script.src);
	const { language, side } = script.dataset;
	const copy = embedCopy[pickLanguage([language, document.documentElement.lang, ...navigator.languages])];
	const badge = element("span", { class: "badge", "aria-hidden": "true" });
	const launcher = element("button", { class: "launcher", type: "button", "aria-expanded": "false" }, icon(), badge);
	const address = `${origin}/?embed=1${language === undefined ? "" : `&language=${encodeURIComponent(language)}`}`;
	const frame = element("iframe", { title: copy.title, src: address });
	const panel = element("div", { class: "panel" });
	let unread = 0;

	const tell = (message: ToChat) => frame.contentWindow?.postMessage(message, origin);
	/** Only a frame in the page fetches anything. */
	const load = () => {
		if (!frame.isConnected) panel.append(frame);
	};
	const label = () => {
		const count = copy.unread.replace("{{count}}", String(unread));
		launcher.setAttribute("aria-label", !panel.hidden ? copy.close : unread > 0 ? `${copy.openChat} · ${count}` : copy.openChat);
		badge.textContent = unread > 0 ? String(Math.min(unread, 99)) : "";
	};
	const show = (isOpen: boolean) => {
		load();
		panel.hidden = !isOpen;
		launcher.setAttribute("aria-expanded", String(isOpen));
		remember();
		label();
		tell({ relink: isOpen ? "opened" : "closed" });
		if (isOpen) frame.focus();
		else launcher.focus();
	};

	panel.hidden = true;
	launcher.addEventListener("click", () => show(panel.hidden !== false));
	launcher.addEventListener("keydown", ({ key }) => {
		if (key === "Escape" && !panel.hidden) show(false);
	});
	frame.addEventListener("load", () => tell({ relink: panel.hidden ? "closed" : "opened" }));
	addEventListener("message", ({ data, source, origin: from }) => {
		const message = source === frame.contentWindow && from === origin ? readFrameMessage(data) : null;
		if (message?.relink === "close") show(false);
		if (message?.relink !== "unread") return;
		unread = message.count;
		label();
	});
	label();
	// A merchant who has chatted before hears of answers without opening the chat again.
	if (hasOpened()) load();
	place(element("div", { class: side === "left" ? "left" : "right" }, panel, launcher));
};

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

const remember = (): void => {
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
		return false;
	}
};

const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
	if (document.body) mount(script);
	else addEventListener("DOMContentLoaded", () => mount(script));
}
