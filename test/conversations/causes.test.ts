// Every cause, in every language: a merchant with that fault, answering truthfully, sells again or is with the right person.

import { describe, expect, it } from "vitest";
import { causes } from "../../dialogs/knowledge/causes.ts";
import { languages } from "../../locales/languages.ts";
import { type Chat, openChat } from "../support/chat.ts";
import { goAlong, truthOf } from "../support/merchant.ts";
import type { Fault } from "./faults.ts";
import { faultsInside } from "./faults-inside.ts";
import { faultsOutside } from "./faults-outside.ts";

const faults = [...faultsOutside, ...faultsInside];

/** Ranked at least so high on the list that goes with the case. */
const inSight = 3;

const endingOf = (chat: Chat, { cause }: Fault): string => {
	const { kind, id } = chat.lastSaid();
	const lastTried = chat.state().troubleshooting?.evidence.findLast((item) => item.kind === "repair");
	if (kind === "solved" && lastTried?.kind === "repair") return `repair ${lastTried.repair}`;
	if (kind === "notice" && id === cause) return "notice";
	const summary = chat.effects.flatMap((effect) => (effect.kind === "openCase" ? [effect.summary] : []))[0];
	const ranked = summary?.causes.map((row) => row.cause) ?? [];
	return ranked.slice(0, inSight).includes(cause) ? "person" : `${kind}, ranked ${ranked.join(" ")}`;
};

describe("the merchants", () => {
	it("stand for every cause of the catalogue", () => {
		expect(faults.map(({ cause }) => cause)).toEqual(causes.map(({ id }) => id));
	});
});

describe.each(languages)("in %s, a merchant with", (language) => {
	it.each(faults)("$cause ends rightly", (fault) => {
		const chat = openChat({ language });
		chat.say(fault.opening[language]);
		const truth = truthOf(fault.cause);
		const code = fault.code === undefined ? {} : { code: fault.code };
		goAlong(chat, { ...truth, ...code, answers: { ...truth.answers, ...fault.sees } });
		const right = fault.ends.by === "repair" ? `repair ${fault.ends.repair}` : fault.ends.by;
		expect(endingOf(chat, fault), chat.transcript()).toBe(right);
		expect(chat.transcript()).not.toMatch(/\{\{|undefined|flows\.|causes\.|questions\.|repairs\./);
	});
});
