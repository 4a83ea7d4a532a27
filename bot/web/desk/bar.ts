// The bar on top: whose desk this is, whether it is live, sound, language, account.

import type { Me } from "../../desks/desk-api.ts";
import { element } from "../shared/element.ts";
import type { Alert } from "./alert.ts";
import type { DeskKey, Words } from "./copy.ts";

type Deps = {
	readonly words: Words;
	readonly me: Me;
	readonly alert: Alert;
	readonly languageSwitch: HTMLElement;
	people(): void;
	undelivered(): void;
	password(): void;
	signOut(): void;
};

type Bar = { readonly element: HTMLElement; connected(isOpen: boolean): void };

/** The bar; its connection is "lost" until told otherwise. */
export const createBar = (deps: Deps): Bar => {
	const { words, me, languageSwitch } = deps;
	const { say } = words;
	const connection = element("p", { class: "connection", role: "status" });
	const action = (key: DeskKey, click: () => void): HTMLButtonElement => {
		const button = element("button", { type: "button", class: "quiet" }, say(key));
		button.addEventListener("click", click);
		return button;
	};
	const admin = me.role === "admin" ? [action("people.open", deps.people)] : [];
	const lead = me.role === "agent" ? [] : [action("undelivered.open", deps.undelivered)];
	const nav = [soundButton(deps), ...lead, ...admin, action("account.open", deps.password), action("signIn.out", deps.signOut)];
	return {
		element: element(
			"header",
			{ class: "bar" },
			element("h1", {}, say("title")),
			connection,
			element("p", { class: "me" }, me.name, " · ", say(`role.${me.role}`)),
			element("div", { class: "row" }, ...nav, languageSwitch),
		),
		connected: (isOpen) => {
			connection.textContent = say(isOpen ? "connection.open" : "connection.lost");
			connection.classList.toggle("lost", !isOpen);
		},
	};
};

const soundButton = ({ words, alert }: Deps): HTMLElement => {
	const button = element("button", { type: "button", class: "quiet", "aria-pressed": String(alert.isOn()) }, words.say("alert.sound"));
	button.addEventListener("click", () => button.setAttribute("aria-pressed", String(alert.toggle())));
	return button;
};
