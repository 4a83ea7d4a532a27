// Questions, another language, "why?", "back" and nonsense in the middle of troubleshooting.

import { describe, expect, it } from "vitest";
import { languages } from "../../locales/languages.ts";
import { openChat } from "../support/chat.ts";

const words = {
	"zh-CN": {
		opening: "POS机连不上后台",
		faq: "顾客被重复扣款了怎么办",
		where: ["这个在哪里看啊", "那怎么办？"],
		stated: "路由器的网灯是红的",
		asked: "路由器的网灯是红的怎么办？",
		number: "终端号 88001234",
		all: "店里两台，两台都这样",
		changed: "对，密码也换了",
		restated: "密码输了还是连不上",
		nonsense: "阿巴阿巴呜啦呜啦",
		card: "卡号是 4111 1111 1111 1111",
		other: "Please speak English",
	},
	en: {
		opening: "my terminal can't connect",
		faq: "a customer was charged twice, what should I do?",
		where: ["where do I see that?", "what do I do now?"],
		stated: "the internet light on the router is red",
		asked: "the internet light on the router is red, what do I do?",
		number: "TID 88001234",
		all: "we have two, both do it",
		changed: "yes and the password is new too",
		restated: "typed the password, still can't connect",
		nonsense: "flurbl gnax wibble zorp",
		card: "card is 4111 1111 1111 1111",
		other: "说中文",
	},
} as const;

describe.each(languages)("in the middle of troubleshooting in %s", (language) => {
	const { opening, faq, where, stated, asked, number, all, changed, restated, nonsense, card, other } = words[language];

	const started = () => {
		const chat = openChat({ language });
		chat.say(opening);
		return chat;
	};

	it("does not say its greeting twice to a merchant it did not understand at first", () => {
		const chat = openChat({ language });
		const greeting = chat.lastSaid();
		const [said] = chat.say(nonsense);
		expect(said?.kind).toBe("clarify");
		expect(said?.text).not.toContain(greeting.text.slice(0, 20));
		expect(chat.choices().map(({ id }) => id)).toEqual(greeting.choices?.map(({ id }) => id));
	});

	it("answers an FAQ and shows the same step again", () => {
		const chat = started();
		const step = chat.lastSaid();
		const said = chat.say(faq);
		expect(said.map(({ kind }) => kind)).toEqual(["faq", step.kind]);
		expect(chat.lastSaid()).toMatchObject({ id: step.id, choices: step.choices });
	});

	it.each(where)("says where to look when asked %s, and asks again; not knowing is an answer", (question) => {
		const chat = started();
		const step = chat.lastSaid();
		chat.say(question);
		expect(chat.lastSaid()).toMatchObject({ kind: step.kind, id: step.id, step: step.step });
		expect(chat.lastSaid().text.length).toBeGreaterThan(step.text.length - 40);
		expect(chat.state().troubleshooting?.evidence.some(({ kind }) => kind === "answer")).toBe(false);
		chat.pick("unknown");
		expect(chat.lastSaid().id).not.toBe(step.id);
	});

	it("puts the terminal's number into the case, says so and goes on with the step", () => {
		const chat = started();
		const step = chat.lastSaid();
		const [said] = chat.say(number);
		expect(chat.state().identifiers).toEqual({ terminalNumber: "88001234" });
		expect(said).toMatchObject({ kind: step.kind, id: step.id });
		expect(said?.text).toContain(language === "en" ? "I've put that number into your case" : "号码收到了");
		expect(chat.state().misunderstood).toBe(0);
	});

	it.each([
		{ text: all, question: "scope", answer: "shop" },
		{ text: changed, question: "recentChange", answer: "routerOrPassword" },
	])("takes $text for the fact it is, and answers nothing else", ({ text, question, answer }) => {
		const chat = started();
		const said = chat.say(text);
		expect(chat.state().troubleshooting?.evidence, chat.transcript()).toContainEqual(expect.objectContaining({ question, answer }));
		expect(said.map(({ kind }) => kind)).toEqual(["question"]);
	});

	it("goes on with the step, and says more than its words, when nothing new was told", () => {
		const chat = started();
		const step = chat.lastSaid();
		const [said] = chat.say(restated);
		expect(said, chat.transcript()).toMatchObject({ kind: step.kind, id: step.id });
		expect(said?.text).toContain(language === "en" ? "I see. Let's carry on:" : "明白，我们接着查：");
	});

	it("takes what is plainly stated for a fact, and answers it where it is asked about", () => {
		const told = started();
		expect(told.say(stated).map(({ kind }) => kind)).not.toContain("faq");
		expect(told.state().troubleshooting?.evidence).toContainEqual(expect.objectContaining({ question: "routerLights", answer: "wanOff" }));
		expect(started().say(asked)[0]?.kind).toBe("faq");
	});

	it("switches the language and says the live step and its buttons again in it", () => {
		const chat = started();
		const step = chat.lastSaid();
		chat.say(other);
		const again = chat.lastSaid();
		expect(again).toMatchObject({ kind: step.kind, id: step.id, language: language === "en" ? "zh-CN" : "en" });
		expect(again.choices?.map(({ id }) => id)).toEqual(step.choices?.map(({ id }) => id));
		expect(again.choices?.[0]?.text).not.toBe(step.choices?.[0]?.text);
	});

	it("explains without moving on", () => {
		const chat = started();
		const step = chat.lastSaid();
		chat.pick("why");
		expect(chat.lastSaid()).toMatchObject({ kind: step.kind, id: step.id, step: step.step });
		expect(chat.lastSaid().text.length).toBeGreaterThan(step.text.length - 40);
	});

	it("goes back to the very step before and forgets what was answered since", () => {
		const chat = started();
		const first = chat.lastSaid();
		const evidence = chat.state().troubleshooting?.evidence;
		chat.pick(first.choices?.[2]?.id ?? "");
		chat.pick("back");
		expect(chat.lastSaid()).toMatchObject({ kind: first.kind, id: first.id, step: first.step });
		expect(chat.state().troubleshooting?.evidence).toEqual(evidence);
	});

	it("re-prompts differently, and offers a person on the second miss", () => {
		const chat = started();
		const step = chat.lastSaid();
		chat.say(nonsense);
		const first = chat.lastSaid();
		expect([step.id, undefined]).toContain(first.id);
		chat.say(nonsense);
		expect(chat.lastSaid().kind).toBe("clarify");
		expect(chat.lastSaid().choices?.map(({ id }) => id)).toContain("getPerson");
		expect(chat.effects.filter(({ kind }) => kind === "review")).toHaveLength(2);
	});

	it("blanks out a card number, says so, and keeps it nowhere", () => {
		const chat = started();
		chat.say(card);
		expect(chat.last().some(({ text }) => (language === "en" ? /blanked it out/ : /遮住/).test(text))).toBe(true);
		expect(chat.transcript() + JSON.stringify(chat.state())).not.toMatch(/4111[ -]?1111/);
	});
});
