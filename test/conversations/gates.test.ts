// Whatever a merchant says, in whatever order and language, no gate is talked past.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Evidence } from "../../dialogs/diagnosis/model.ts";
import { repairs } from "../../dialogs/knowledge/repairs.ts";
import { languages } from "../../locales/languages.ts";
import { type Chat, openChat, type Said } from "../support/chat.ts";

const volunteered = [
	"连不上后台，重启过了还是不行",
	"屏幕卡死了，刷到一半没反应",
	"超时了，不知道扣款成功没有",
	"有几笔离线交易还没上传",
	"没有离线交易，都上传了",
	"代码 98",
	"97",
	"it froze in the middle of a payment",
	"some offline sales are not uploaded yet",
	"all the terminals",
	"English please",
	"说中文",
	"back",
	"不知道",
	"so I'll just restart it, ok?",
	"怎么重启",
] as const;

/** Faults whose repairs stand behind gates. */
const openings = [
	"屏幕卡死了，连不上后台",
	"改过通讯设置以后就连不上后台了",
	"one customer's phone can't pay, others can",
	"the terminal froze and can't connect",
] as const;

/** A press of the nth button on offer, or something said. */
const move = fc.oneof(
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant("pick" as const), at: fc.nat(8) }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant("say" as const), text: fc.constantFrom(...volunteered) }) },
);

const play = (chat: Chat, { kind, ...rest }: { kind: "pick" | "say"; at?: number; text?: string }): readonly Said[] => {
	if (kind === "say") return chat.say(rest.text ?? "");
	const choices = chat.choices();
	const choice = choices[(rest.at ?? 0) % Math.max(1, choices.length)];
	return choice === undefined ? chat.say("ok") : chat.pick(choice.id);
};

const lastAnswer = (log: readonly Evidence[], question: string) => {
	const found = log.findLast((item) => item.kind === "answer" && item.question === question);
	return found?.kind === "answer" ? found.answer : null;
};

const gatesOf = (id: string | undefined): readonly string[] => repairs.find((repair) => repair.id === id)?.gates ?? [];

/** Signs in the log that a payment may hang, and whether they were cleared since. */
const isDoubtCleared = (log: readonly Evidence[]): boolean => {
	const doubt = log.findLastIndex(
		(item) =>
			(item.kind === "answer" && item.question === "message" && item.answer === "unknownOutcome") ||
			(item.kind === "code" && ["68", "94", "98"].includes(item.code)),
	);
	const cleared = log.findLastIndex((item) => item.kind === "answer" && item.question === "retryCharge" && item.answer === "none");
	return doubt === -1 || cleared > doubt;
};

describe("gates", () => {
	it("hold against every order of answers, back-steps, language switches and volunteered facts", () => {
		let gated = 0;
		fc.assert(
			fc.property(
				fc.constantFrom(...languages),
				fc.constantFrom(...openings),
				fc.array(move, { minLength: 5, maxLength: 25 }),
				(language, opening, moves) => {
					const chat = openChat({ language });
					chat.say(opening);
					for (const step of moves) {
						const repair = play(chat, step).find(({ kind }) => kind === "repair");
						if (repair === undefined) continue;
						const log = chat.state().troubleshooting?.evidence ?? [];
						gated += gatesOf(repair.id).length > 0 ? 1 : 0;
						if (gatesOf(repair.id).includes("G1")) expect(lastAnswer(log, "pendingOffline"), chat.transcript()).toBe("none");
						if (gatesOf(repair.id).includes("G2")) expect(isDoubtCleared(log), chat.transcript()).toBe(true);
					}
				},
			),
			{ numRuns: 150, seed: 20261123 },
		);
		expect(gated, "walks that met a gated repair").toBeGreaterThan(30);
	});
});
