// The chat page's entry: joins the chat to the page, the browser and, when embedded, the page around it.

import { languages } from "../../../locales/languages.ts";
import { byId } from "../shared/element.ts";
import { readFrameMessage, type ToHost } from "../shared/frame-messages.ts";
import { pickLanguage } from "../shared/pick-language.ts";
import { createBrowserStorage } from "./browser-storage.ts";
import { Chat } from "./chat.ts";
import { nextLanguage, say } from "./copy.ts";
import { createDirectLine } from "./direct-line.ts";
import { isComposingKey } from "./enter.ts";
import { readSavedSession, sessionKey } from "./saved-session.ts";
import { createUnread } from "./unread.ts";
import { createComposer } from "./view/composer.ts";

const requestTimeoutMs = 15_000;
const languageKey = "relink.language";

const query = new URLSearchParams(location.search);
const isEmbedded = query.get("embed") === "1" && window.parent !== window;
const storage = createBrowserStorage(() => localStorage);

// The host learns a number or a wish to close, nothing of the conversation, so any host may hear it.
const tellHost = (message: ToHost) => isEmbedded && window.parent.postMessage(message, "*");
const unread = createUnread((count) => {
	const title = say(chat.spoken(), "title");
	document.title = count === 0 ? title : `(${count}) ${title}`;
	tellHost({ relink: "unread", count });
});

const languageButton = byId("language", HTMLButtonElement);
const chat = new Chat({
	storage,
	directLine: createDirectLine({ fetch: window.fetch.bind(window), now: Date.now, timeoutMs: requestTimeoutMs }),
	openSocket: (url) => {
		// Through the page's own address, which is the one its policy allows; the server may know itself by another.
		const { pathname, search } = new URL(url);
		return new WebSocket(location.origin.replace(/^http/, "ws") + pathname + search);
	},
	language: pickLanguage([storage.read(languageKey), query.get("language"), ...navigator.languages]),
	arrived: unread.add,
	languageChanged: (language) => {
		storage.write(languageKey, language);
		languageButton.lang = nextLanguage(language);
		languageButton.textContent = say(nextLanguage(language), "languageName");
	},
});

const composer = createComposer({
	send: (draft) => chat.send(draft),
	unreadablePhoto: () => chat.alert(say(chat.spoken(), "photoUnreadable")),
});

languageButton.hidden = languages.length < 2;
languageButton.addEventListener("click", () => chat.chooseNextLanguage());
byId("person", HTMLButtonElement).addEventListener("click", () => chat.askForPerson());
byId("save", HTMLButtonElement).addEventListener("click", () => chat.saveTranscript());
byId("reconnect", HTMLButtonElement).addEventListener("click", () => chat.wake());

const startOver = byId("startOverDialog", HTMLDialogElement);
byId("startOver", HTMLButtonElement).addEventListener("click", () => startOver.showModal());
startOver.addEventListener("close", () => startOver.returnValue === "yes" && chat.startOver());
startOver.addEventListener("cancel", () => {
	startOver.returnValue = "cancel";
});

addEventListener("online", () => chat.wake());
addEventListener("offline", () => chat.wake());
document.addEventListener("visibilitychange", () => {
	if (document.hidden) return;
	chat.wake();
	unread.seen();
});

// Another tab has started over: this one goes along, or the two would wrestle for the remembered conversation.
addEventListener("storage", ({ key }) => {
	const saved = key === sessionKey ? readSavedSession(storage) : null;
	if (saved !== null && saved.conversationId !== chat.conversationId()) location.reload();
});

if (isEmbedded) {
	const close = byId("close", HTMLButtonElement);
	close.hidden = false;
	close.addEventListener("click", () => tellHost({ relink: "close" }));
	addEventListener("keydown", (event) => {
		if (event.key === "Escape" && !isComposingKey(event) && !startOver.open) tellHost({ relink: "close" });
	});
	addEventListener("message", ({ data, source }) => {
		const message = source === window.parent ? readFrameMessage(data) : null;
		if (message?.relink === "opened") {
			unread.open();
			composer.focus();
		}
		if (message?.relink === "closed") unread.close();
	});
}

// iOS slides its keyboard over the page without telling the layout: the page is as high as what can be seen.
visualViewport?.addEventListener("resize", () => {
	if (visualViewport !== null && visualViewport.scale === 1)
		document.documentElement.style.setProperty("--visible-height", `${visualViewport.height}px`);
});

chat.start();
