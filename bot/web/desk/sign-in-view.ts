// The form before everything else.

import type { Me } from "../../desks/desk-api.ts";
import { element } from "../shared/element.ts";
import type { Answer, Api } from "./api.ts";
import type { Words } from "./copy.ts";
import { field } from "./field.ts";

type Deps = {
	readonly api: Api;
	readonly words: Words;
	/** Said above the form, when there is something to explain. */
	readonly notice: string;
	readonly languageSwitch: HTMLElement;
	entered(me: Me): void;
};

/** Asks for name and password until they are right. */
export const signInView = ({ api, words: { say }, notice, languageSwitch, entered }: Deps): HTMLElement => {
	const name = field(say("signIn.name"), { name: "name", autocomplete: "username", autocapitalize: "none", required: "" });
	const password = field(say("signIn.password"), { name: "password", type: "password", autocomplete: "current-password", required: "" });
	const problem = element("p", { class: "problem", role: "alert" }, notice);
	const submit = element("button", { class: "main", type: "submit" }, say("signIn.submit"));
	const form = element("form", { class: "form" }, element("h1", {}, say("signIn.heading")), problem, name.label, password.label, submit);
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		submit.disabled = true;
		problem.textContent = "";
		const answer = await api.post<Me>("login", { name: name.input.value, password: password.input.value });
		submit.disabled = false;
		if (answer.kind === "ok") entered(answer.body);
		else problem.textContent = explain(answer, say);
	});
	return element("main", { class: "signIn" }, languageSwitch, form);
};

const explain = (answer: Exclude<Answer<Me>, { kind: "ok" }>, say: Words["say"]): string => {
	if (answer.kind === "unreachable") return say("notice.failed");
	if (answer.status === 429) return say("signIn.tooMany", { minutes: Math.ceil(answer.retryAfterS / 60) });
	return say(answer.status === 401 ? "signIn.wrong" : "notice.failed");
};
