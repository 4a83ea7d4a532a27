// What ends a case, opens a gate or gives up a place in the queue counts only when it is said: no question, no denial, no likeness.

import { describe, expect, it } from "vitest";
import { languages } from "../../locales/languages.ts";
import { type Chat, hearingIn } from "../support/chat.ts";
import { goAlong, truthOf } from "../support/merchant.ts";

const words = {
	"zh-CN": {
		opening: "连不上后台",
		human: "转人工",
		weak: "就一台，信号只有一格，用 wifi，没有代码只有文字，屏幕正常，别的设备能上网",
		hang: "POS 机卡死了，按什么都没反应",
		gibberish: "阿巴阿巴呜啦呜啦",
		asked: ["好了吗", "能用了吗", "可以了吗", "修好了没有", "恢复了吗"],
		doubtful: ["好了我现在就去弄", "弄好了叫你", "怎么可能好了", "好了一下又断了"],
		plain: ["好了", "现在能用了", "能收款了，谢谢"],
		worksAnyway: ["现在能用了", "好了好了能刷了", "挪近了，现在能用了"],
		notDone: ["没有，都没结算呢", "没有上传完", "还没", "没传完"],
		bareNo: ["没有", "没", "都上传了"],
		unclear: ["没有查到", "1", "有一笔", "查不到", "没有记录"],
		clear: ["没有", "查到了，成功的"],
		yes: ["要", "可以", "好"],
		no: "不用",
		typed: ["1", "2", "第一个", "1号机"],
		leave: ["不等了", "算了"],
		notAgain: ["我们整个从头再来一遍吧"],
		likely: "刚刚那笔刷成功了机器恢复正常了",
		startOver: "重新开始",
		how: ["那怎么办", "怎么看", "现在怎么办"],
		moved: "挪近了，现在好了",
		tried: ["弄完了", "试了"],
		trying: ["好的", "稍等我试试"],
	},
	en: {
		opening: "my terminal can't connect",
		human: "human",
		weak: "one bar on wifi, only this terminal, the screen reacts normally, no code only words, other devices work fine",
		hang: "the terminal is frozen, no key does anything",
		gibberish: "flurbl gnax wibble zorp",
		asked: ["is it ok now?", "is it back up?", "is it back up", "sorted yet?", "is it working now"],
		doubtful: ["nothing works now", "it never works", "if it works I'll tell you"],
		plain: ["it works now", "sorted", "that did it, thanks!"],
		worksAnyway: ["it works now", "ok now its fine", "moved it closer, works now"],
		notDone: ["no we didn't settle", "no I haven't settled", "not yet", "not done"],
		bareNo: ["no", "nope", "no offline sales"],
		unclear: ["not clear", "1", "one", "yes one", "none of them are clear", "no record of it"],
		clear: ["no", "found it, approved"],
		yes: ["yes", "yes please", "sure"],
		no: "no",
		typed: ["1", "2", "and 1A", "the first one"],
		leave: ["leave the queue", "cancel"],
		notAgain: ["can we start the whole thing over from scratch"],
		likely: "it came back to life and works again here",
		startOver: "start over",
		how: ["how", "what now", "what do I do?"],
		moved: "moved it closer, works now",
		tried: ["done", "I tried that"],
		trying: ["ok", "one sec, let me try"],
	},
} as const;

describe.each(languages)("in %s", (language) => {
	const said = words[language];

	const hearing = hearingIn(language);

	describe("while waiting in the queue", () => {
		const waiting = (): Chat => {
			const chat = hearing(said.opening, said.human);
			chat.happen({
				kind: "effectSettled",
				effect: "openCase",
				outcome: { kind: "opened", reference: "C-104", position: 2, waitMinutes: 6, answerBy: null },
			});
			return chat;
		};

		it.each(said.asked)("answers %s with the queue, or asks", (question) => {
			const chat = waiting();
			chat.say(question);
			expect(chat.state().phase, chat.transcript()).toBe("waiting");
			expect(chat.choices().some(({ id }) => id === "sellsAgain") || chat.lastSaid().text.includes("C-104")).toBe(true);
		});

		it.each(said.doubtful)("asks, or notes it down, on %s", (doubt) => {
			const chat = waiting();
			chat.say(doubt);
			expect(chat.state().phase, chat.transcript()).toBe("waiting");
			expect(chat.lastSaid().kind).toBe("handoff");
		});

		it("lets go only on a yes, and keeps the place on a no", () => {
			for (const [answer, phase] of [
				["sellsAgain", "resolved"],
				["stayInQueue", "waiting"],
			] as const) {
				const chat = waiting();
				chat.say(said.likely);
				chat.pick(answer);
				expect(chat.state().phase, chat.transcript()).toBe(phase);
			}
		});

		it.each(said.plain.slice(0, 2))("ends the case on %s", (works) => {
			const chat = waiting();
			chat.say(works);
			expect(chat.lastSaid().kind, chat.transcript()).toBe("solved");
		});

		it.each(said.typed)("takes %s for what it is, not for a button", (number) => {
			const chat = waiting();
			chat.say(number);
			expect(chat.state().phase, chat.transcript()).toBe("waiting");
		});

		it.each(said.leave)("leaves on %s", (leave) => {
			const chat = waiting();
			chat.say(leave);
			expect(chat.state().phase, chat.transcript()).toBe("open");
		});
	});

	describe("at a repair", () => {
		const repairing = (): Chat => {
			const chat = hearing(said.weak);
			goAlong(chat, truthOf("weakSignal"), "move");
			expect(chat.lastSaid().kind, chat.transcript()).toBe("repair");
			return chat;
		};

		it.each([...said.asked, ...said.doubtful])("does not take %s for a yes", (doubt) => {
			const chat = repairing();
			chat.say(doubt);
			expect(chat.state().phase, chat.transcript()).not.toBe("resolved");
			expect(chat.state().troubleshooting?.evidence).not.toContainEqual(expect.objectContaining({ kind: "repair", outcome: "fixed" }));
		});

		it.each([...said.plain, said.moved])("takes %s for one", (works) => {
			const chat = repairing();
			chat.say(works);
			expect(chat.lastSaid().kind, chat.transcript()).toBe("solved");
			expect(chat.state().troubleshooting?.evidence).toContainEqual(expect.objectContaining({ kind: "repair", outcome: "fixed" }));
		});

		it.each(said.tried)("asks how it went on %s", (tried) => {
			const chat = repairing();
			chat.say(tried);
			expect(
				chat.choices().map(({ id }) => id),
				chat.transcript(),
			).toEqual(["sellsAgain", "notFixed"]);
		});

		it.each(said.trying)("leaves time on %s, and says nothing twice", (trying) => {
			const chat = repairing();
			const step = chat.lastSaid();
			chat.say(trying);
			expect(chat.lastSaid().kind, chat.transcript()).toBe("notice");
			expect(chat.choices().map(({ id }) => id)).toEqual(step.choices?.map(({ id }) => id));
		});

		it("counts the repair when the merchant confirms", () => {
			const chat = repairing();
			chat.say(said.tried[0]);
			chat.pick("sellsAgain");
			expect(chat.state().troubleshooting?.evidence).toContainEqual(expect.objectContaining({ kind: "repair", outcome: "fixed" }));
		});
	});

	it.each(said.worksAnyway)("ends the case on %s though a question is open", (works) => {
		const chat = hearing(said.opening);
		expect(chat.lastSaid().kind).toBe("question");
		chat.say(works);
		expect(chat.lastSaid().kind, chat.transcript()).toBe("solved");
		expect(chat.effects).toContainEqual(expect.objectContaining({ kind: "recordOutcome" }));
	});

	describe("at a gate", () => {
		const at = (gate: "pendingOffline" | "retryCharge"): Chat => {
			const chat = hearing(said.hang);
			goAlong(chat, truthOf("terminalSoftHang"), gate);
			expect(chat.lastSaid().id, chat.transcript()).toBe(gate);
			return chat;
		};
		const answer = (chat: Chat, question: string): string | undefined => {
			const found = (chat.state().troubleshooting?.evidence ?? []).findLast((item) => item.kind === "answer" && item.question === question);
			return found?.kind === "answer" ? found.answer : undefined;
		};

		it.each([
			...said.notDone.map((text) => ({ gate: "pendingOffline" as const, text })),
			...said.unclear.map((text) => ({ gate: "retryCharge" as const, text })),
		])("keeps $gate shut on $text", ({ gate, text }) => {
			const chat = at(gate);
			chat.say(text);
			expect(answer(chat, gate), chat.transcript()).not.toBe("none");
			expect(chat.lastSaid().id).toBe(gate);
		});

		it.each([
			...said.bareNo.map((text) => ({ gate: "pendingOffline" as const, text })),
			...said.clear.map((text) => ({ gate: "retryCharge" as const, text })),
		])("opens $gate on $text", ({ gate, text }) => {
			const chat = at(gate);
			chat.say(text);
			expect(answer(chat, gate), chat.transcript()).toBe("none");
		});
	});

	describe("when a person was offered", () => {
		const offered = (): Chat => hearing(said.opening, said.gibberish, said.gibberish);

		it.each(said.yes)("brings one on %s", (yes) => {
			const chat = offered();
			chat.say(yes);
			expect(chat.state().phase, chat.transcript()).toBe("waiting");
		});

		it("carries on without", () => {
			const chat = offered();
			chat.say(said.no);
			expect(chat.lastSaid().kind, chat.transcript()).toBe("question");
		});
	});

	describe("asked to start over", () => {
		it.each(said.notAgain)("throws nothing away on %s before asking", (text) => {
			const chat = hearing(said.weak, text);
			expect(chat.state().troubleshooting?.evidence.length, chat.transcript()).toBeGreaterThan(0);
			expect(chat.choices().map(({ id }) => id)).toEqual(["resume", "startOver"]);
		});

		it("does at once when it is said", () => {
			expect(hearing(said.weak, said.startOver).state().troubleshooting).toBeNull();
		});
	});

	it.each(said.how)("says where to look on %s; the second time it counts as not knowing", (how) => {
		const chat = hearing(said.opening);
		const step = chat.lastSaid();
		chat.say(how);
		expect(chat.lastSaid(), chat.transcript()).toMatchObject({ kind: step.kind, id: step.id, step: step.step });
		expect(chat.lastSaid().text).not.toBe(step.text);
		chat.say(how);
		expect(chat.lastSaid().id, chat.transcript()).not.toBe(step.id);
	});
});
