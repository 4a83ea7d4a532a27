// Small things that tell a merchant whether anybody listens: no greeting twice, no button that is not there, no step for ever.

import { describe, expect, it } from "vitest";
import type { StatusReport } from "../../dialogs/status/report.ts";
import { languages } from "../../locales/languages.ts";
import { type Chat, hearingIn, noon, openChat } from "../support/chat.ts";
import { goAlong, truthOf } from "../support/merchant.ts";

const outage: StatusReport = { kind: "outage", asOf: noon, since: noon - 12 * 60_000, components: ["Card payments"] };

const words = {
	"zh-CN": {
		opening: "POS机连不上后台",
		fee: "你们费率是多少",
		angry: ["垃圾服务", "你们这什么破机器，气死我了"],
		calm: "抱歉",
		hang: "POS 机卡死了，按什么都没反应",
		again: "POS 机卡死了",
		kind: ["挺好", "好的", "谢谢"],
		farewell: "祝生意兴隆",
		foreign: "¿dónde está la terminal?",
		name: "说中文",
		nonsense: "阿巴阿巴呜啦呜啦",
		dontKnow: "不知道",
		anyway: "还是检查我的终端",
		back: "返回",
		code: ["代码 96 是什么意思", "报 51 是怎么回事"],
		whatAbout: "97呢？",
		both: "顾客被扣了两次款，而且机器卡死了",
		correction: "说错了，全部都不行",
		screen: "屏幕写着无网络",
		reader: ["读卡器和平板的蓝牙断了", "重新配对过了"],
		unclear: ["客人收到扣款短信，我这边没出小票", "查了没有这笔"],
		danger: "机器冒烟了",
		whatNow: "怎么办",
		question: "怎么补打小票",
	},
	en: {
		opening: "my terminal can't connect",
		fee: "what rates do you charge",
		angry: ["you are useless", "this is ridiculous, what a terrible service"],
		calm: "sorry",
		hang: "the terminal is frozen, no key does anything",
		again: "the terminal is frozen",
		kind: ["great", "thanks", "ok"],
		farewell: "good day's trade",
		foreign: "¿dónde está la terminal?",
		name: "english please",
		nonsense: "flurbl gnax wibble zorp",
		dontKnow: "I don't know",
		anyway: "check my terminal anyway",
		back: "back",
		code: ["what does error 96 mean", "what does error 51 mean"],
		whatAbout: "what about code 97?",
		both: "customer charged twice and terminal frozen",
		correction: "no that was wrong, every terminal in the shop fails",
		screen: "the screen says no network",
		reader: ["the reader lost its bluetooth link to the ipad", "re-paired it"],
		unclear: ["the customer was charged but no slip came out", "I looked, that payment isn't in the list"],
		danger: "the terminal is smoking",
		whatNow: "what do i do",
		question: "how do I reprint a receipt",
	},
} as const;

describe.each(languages)("in %s", (language) => {
	const said = words[language];

	const hearing = hearingIn(language);
	const ids = (chat: Chat): readonly string[] => chat.choices().map(({ id }) => id);

	it("asks what is happening after a refusal, and does not greet again", () => {
		const chat = hearing();
		const greeting = chat.lastSaid();
		expect(chat.say(said.fee).map(({ kind }) => kind)).toEqual(["refusal", "notice"]);
		expect(chat.transcript().split(greeting.text.slice(0, 20))).toHaveLength(2);
		expect(chat.lastSaid().choices).toEqual(greeting.choices);
	});

	it.each(said.angry)("acknowledges %s and begins", (angry) => {
		const chat = hearing(angry);
		expect(chat.lastSaid().text).toContain(said.calm);
		expect(chat.lastSaid().choices?.map(({ id }) => id)).toContain("network");
		expect(chat.say(said.opening).at(-1)?.kind).toBe("question");
	});

	it.each(said.kind)("answers %s after a good ending with a farewell, and starts nothing", (kind) => {
		const chat = hearing(said.hang);
		goAlong(chat, truthOf("terminalSoftHang"));
		chat.pick("good");
		chat.say(kind);
		expect(chat.lastSaid().text, chat.transcript()).toContain(said.farewell);
		expect(chat.choices()).toEqual([]);
	});

	it("goes on with the greeting, or the step, once the language is settled", () => {
		const fresh = hearing(said.foreign, said.name);
		expect(
			fresh.lastSaid().choices?.map(({ id }) => id),
			fresh.transcript(),
		).toContain("network");
		const chat = hearing(said.opening);
		const step = chat.lastSaid();
		chat.say(said.foreign);
		chat.say(said.name);
		expect(chat.lastSaid().id, chat.transcript()).toBe(step.id);
	});

	it("names no button that is not there when it did not understand", () => {
		const question = hearing(said.opening, said.nonsense);
		expect(question.lastSaid().text).toContain(said.dontKnow);
		const card = openChat({ language, status: outage });
		card.say(said.opening);
		const before = card.lastSaid();
		card.say(said.nonsense);
		expect(card.lastSaid().text).not.toContain(said.dontKnow);
		expect(card.lastSaid().text).not.toContain(before.text.slice(0, 20));
		expect(card.lastSaid().choices).toEqual(before.choices);
	});

	it("offers a person rather than show the same step a third time in a row", () => {
		const chat = hearing(said.opening, said.again);
		const step = chat.lastSaid();
		chat.say(said.again);
		expect(chat.lastSaid().id).toBe(step.id);
		chat.say(said.again);
		expect(ids(chat), chat.transcript()).toEqual(["getPerson", "carryOn"]);
		expect(chat.pick("carryOn").at(-1)?.id).toBe(step.id);
	});

	it("takes a typed button of an outage for the button, and a way back for none", () => {
		const chat = openChat({ language, status: outage });
		chat.say(said.opening);
		chat.say(said.back);
		expect(chat.state().watchingStatus).toBe(false);
		expect(ids(chat)).toEqual(["watch", "goOn", "human"]);
		chat.pick("watch");
		expect(chat.say(said.anyway).at(-1)?.kind, chat.transcript()).toBe("repair");
	});

	it.each(said.code)("explains the code in %s, offers to look, and opens no case", (question) => {
		const chat = hearing(question);
		expect(chat.lastSaid()).toMatchObject({ kind: "faq", id: "error-codes" });
		expect(chat.lastSaid().text).toMatch(/96|51/);
		expect(ids(chat)).toEqual(["helped", "problem"]);
		expect(chat.state().phase).toBe("open");
	});

	it("explains a code in mid-step and goes on with the step", () => {
		const chat = hearing(said.opening);
		chat.pick("textOnly");
		const step = chat.lastSaid();
		expect(
			chat.say(said.whatAbout).map(({ kind }) => kind),
			chat.transcript(),
		).toEqual(["faq", step.kind]);
		expect(chat.lastSaid().id).toBe(step.id);
	});

	it("answers about the money first when it stands beside a fault, and then goes on to the step", () => {
		const chat = hearing(said.both);
		const kinds = chat.last().map(({ kind, id }) => (kind === "faq" ? id : kind));
		expect(kinds, chat.transcript()).toEqual(["double-charge", "gate"]);
		expect(chat.state().troubleshooting?.evidence).toContainEqual(expect.objectContaining({ question: "deviceState", answer: "frozen" }));
	});

	it("looks for the fault when what an answer did not settle is told, rather than answering the same again", () => {
		const chat = hearing(...said.reader);
		expect(
			chat.last().map(({ kind }) => kind),
			chat.transcript(),
		).not.toContain("faq");
		expect(chat.state().troubleshooting?.evidence).toContainEqual(
			expect.objectContaining({ question: "connectionType", answer: "bluetooth" }),
		);
	});

	it("offers a person for a payment that stays unclear", () => {
		const chat = hearing(...said.unclear);
		expect(ids(chat), chat.transcript()).toEqual(["getPerson", "carryOn"]);
		chat.pick("getPerson");
		expect(chat.lastSaid().kind).toBe("handoff");
	});

	it("keeps what was said on the way in, whichever door it opened", () => {
		const chat = hearing(said.screen);
		expect(chat.state().troubleshooting?.evidence, chat.transcript()).toContainEqual(
			expect.objectContaining({ question: "message", answer: "textOnly" }),
		);
		expect(chat.lastSaid().id).not.toBe("message");
	});

	it("leaves every step for a danger, and says what to do as often as it is asked", () => {
		const chat = hearing(said.opening, said.danger);
		expect(chat.last().map(({ id }) => id)).toEqual(["smoke-or-swelling"]);
		expect(ids(chat)).toContain("human");
		chat.say(said.whatNow);
		expect(chat.last().map(({ id }) => id)).toEqual(["smoke-or-swelling"]);
	});

	it("takes 'what do I do' after an answer for an answer that did not help", () => {
		const chat = hearing(said.question);
		expect(chat.lastSaid().kind, chat.transcript()).toBe("faq");
		chat.say(said.whatNow);
		expect(ids(chat), chat.transcript()).toContain("human");
	});

	it("takes a correction for the fact it states, not for a step back", () => {
		const chat = hearing(said.opening);
		chat.pick("textOnly");
		chat.say(said.correction);
		expect(chat.state().troubleshooting?.evidence, chat.transcript()).toContainEqual(
			expect.objectContaining({ question: "scope", answer: "shop" }),
		);
		expect(chat.state().troubleshooting?.evidence).toContainEqual(expect.objectContaining({ question: "message" }));
	});
});
