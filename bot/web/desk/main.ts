// The agents' page: sign in, then the desk. Everything on it is made here from text nodes.

import type { Language } from "../../../locales/languages.ts";
import type { Me } from "../../desks/desk-api.ts";
import { nextLanguage } from "../chat/copy.ts";
import { byId, element } from "../shared/element.ts";
import { pickLanguage } from "../shared/pick-language.ts";
import { passwordDialog, peopleDialog, undeliveredDialog } from "./account-dialogs.ts";
import { createAlert } from "./alert.ts";
import { createApi } from "./api.ts";
import { createBar } from "./bar.ts";
import { wordsIn } from "./copy.ts";
import { follow } from "./follow.ts";
import { createKept } from "./kept.ts";
import { redraw } from "./open-case.ts";
import { clearCase, createScreen } from "./screen.ts";
import { signInView } from "./sign-in-view.ts";

const languageKey = "relink.desk.language";
const noticeMs = 8_000;

const root = byId("desk", HTMLElement);
const noticePlace = byId("notice", HTMLElement);
const announcement = byId("announcement", HTMLElement);

let language: Language = pickLanguage([localStorage.getItem(languageKey), ...navigator.languages]);
let me: Me | null = null;
let lastName: string | null = null;
let stop = (): void => undefined;
let hideNotice: ReturnType<typeof setTimeout> | undefined;

const api = createApi({ language: () => language, ended: () => leave(wordsIn(language).say("signIn.ended")) });
const alert = createAlert();
let kept = createKept(location.hash.slice(1) || null);

const tell = (notice: string): void => {
	clearTimeout(hideNotice);
	noticePlace.textContent = notice;
	hideNotice = setTimeout(() => noticePlace.replaceChildren(), noticeMs);
};

/** Somebody else finds nothing of the one before; the same one goes on where the session ended. */
const enter = (entered: Me): void => {
	if (lastName !== null && lastName !== entered.name) kept = createKept(null);
	lastName = entered.name;
	me = entered;
	api.signedIn(entered.csrf);
	draw();
};

/** Nothing to leave before somebody is there: then the form is on the screen and says what is wrong itself. */
const leave = (notice: string): void => {
	if (me === null) return;
	me = null;
	draw(notice);
};

const switchLanguage = (): HTMLElement => {
	const other = nextLanguage(language);
	const button = element("button", { type: "button", class: "quiet", lang: other }, wordsIn(language).say("language"));
	button.addEventListener("click", () => {
		language = other;
		localStorage.setItem(languageKey, language);
		draw();
	});
	return button;
};

const draw = (notice = ""): void => {
	stop();
	stop = () => undefined;
	for (const dialog of document.querySelectorAll("dialog")) dialog.close();
	document.documentElement.lang = language;
	alert.count(0, wordsIn(language).say("title"));
	if (me === null) drawSignIn(notice);
	else drawDesk(me);
};

const drawSignIn = (notice: string): void => {
	root.replaceChildren(signInView({ api, words: wordsIn(language), notice, languageSwitch: switchLanguage(), entered: enter }));
	root.querySelector("input")?.focus();
};

const drawDesk = (me: Me): void => {
	const words = wordsIn(language);
	const bar = createBar({
		...{ words, me, alert },
		languageSwitch: switchLanguage(),
		undelivered: () => void undeliveredDialog({ api, words, tell }),
		people: () => void peopleDialog({ api, words, tell }),
		password: () => passwordDialog({ api, words, changed: () => leave(words.say("signIn.ended")) }),
		signOut: async () => {
			await api.post("logout");
			kept = createKept(null);
			leave("");
		},
	});
	const announce = (text: string): void => {
		announcement.textContent = text;
	};
	const screen = createScreen({ api, words, me, alert, kept, connected: bar.connected, tell, announce });
	if (kept.selected === null) clearCase(screen);
	root.replaceChildren(bar.element, screen.element);
	redraw(screen);
	stop = follow(screen);
};

const answer = await api.get<Me>("me");
if (answer.kind === "ok") enter(answer.body);
else draw();
