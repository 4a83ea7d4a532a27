// What belongs to no case: an agent's own password, what was not delivered (leads), the people at the desk (administrators).

import type { AgentView, Undelivered } from "../../desks/desk-api.ts";
import { element } from "../shared/element.ts";
import type { Api } from "./api.ts";
import type { Words } from "./copy.ts";
import { openDialog } from "./dialog.ts";
import { field } from "./field.ts";

type Deps = { readonly api: Api; readonly words: Words };

const newPassword = { type: "password", autocomplete: "new-password", minlength: "10", maxlength: "200", required: "" };
const roles = ["agent", "lead", "admin"] as const satisfies readonly AgentView["role"][];

/** Changing it signs the agent out everywhere; `changed` asks to sign in again. */
export const passwordDialog = ({ api, words, changed }: Deps & { readonly changed: () => void }): void => {
	const { say } = words;
	const current = field(say("account.current"), { type: "password", autocomplete: "current-password", required: "" });
	const next = field(say("account.next"), newPassword);
	openDialog({
		words,
		heading: say("account.heading"),
		body: [current.label, next.label],
		confirm: say("account.save"),
		submit: async () => {
			const answer = await api.post("password", { current: current.input.value, next: next.input.value });
			if (answer.kind === "ok") changed();
			if (answer.kind === "ok") return null;
			return say(answer.kind === "refused" && answer.status === 403 ? "account.wrong" : "notice.failed");
		},
	});
};

/** What the outbox gave up on, and a button to have all of it tried again. */
export const undeliveredDialog = async ({ api, words, tell }: Deps & { readonly tell: (notice: string) => void }): Promise<void> => {
	const { say } = words;
	const answer = await api.get<{ readonly items: readonly Undelivered[] }>("undelivered");
	if (answer.kind !== "ok") return tell(say("notice.failed"));
	const { items } = answer.body;
	if (items.length === 0) return tell(say("undelivered.none"));
	const rows = items.map(({ reference, kind, attempts, error }) =>
		element(
			"li",
			{ class: "fact" },
			element("span", {}, element("b", {}, reference), " ", say(`undelivered.kind.${kind}`)),
			element("span", { class: "outcome" }, say("undelivered.tried", { count: attempts })),
			element("code", {}, error),
		),
	);
	openDialog({
		words,
		heading: say("undelivered.heading"),
		body: [element("ul", { class: "facts" }, ...rows)],
		confirm: say("undelivered.again"),
		submit: async () => {
			const tried = await Promise.all(items.map(({ id }) => api.post(`undelivered/${id}/replay`)));
			const count = tried.filter(({ kind }) => kind === "ok").length;
			if (count === 0) return say("notice.failed");
			tell(say("undelivered.queued", { count }));
			return null;
		},
	});
};

/** Who is there, and a form to add somebody or set a new password. */
export const peopleDialog = async ({ api, words, tell }: Deps & { readonly tell: (notice: string) => void }): Promise<void> => {
	const { say } = words;
	const answer = await api.get<{ readonly agents: readonly AgentView[] }>("agents");
	if (answer.kind !== "ok") return tell(say("notice.failed"));
	const name = field(say("people.name"), { autocomplete: "off", autocapitalize: "none", maxlength: "60", required: "" });
	const password = field(say("people.password"), newPassword);
	const role = element("select", {}, ...roles.map((each) => element("option", { value: each }, say(`role.${each}`))));
	const people = answer.body.agents.map((each) => element("li", {}, element("b", {}, each.name), " ", say(`role.${each.role}`)));
	openDialog({
		words,
		heading: say("people.heading"),
		body: [
			element("ul", { class: "people" }, ...people),
			name.label,
			element("label", {}, element("span", {}, say("people.role")), role),
			password.label,
			element("p", { class: "hint" }, say("people.hint")),
		],
		confirm: say("people.save"),
		submit: async () => {
			const saved = await api.post<AgentView>("agents", { name: name.input.value, role: role.value, password: password.input.value });
			if (saved.kind !== "ok") return say("notice.failed");
			tell(say("people.saved", { name: saved.body.name }));
			return null;
		},
	});
};
