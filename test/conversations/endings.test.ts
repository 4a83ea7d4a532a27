// Who takes over when the shop cannot mend it: by owner, when a repair does not last, and when a gate stays shut.

import { describe, expect, it } from "vitest";
import { withReports } from "../../bot/status/reports.ts";
import { languages } from "../../locales/languages.ts";
import { type Chat, decide, openChat } from "../support/chat.ts";
import { goAlong, truthOf } from "../support/merchant.ts";

const words = {
	"zh-CN": {
		hang: "POS 机卡死了，按什么都没反应",
		reader: "收银机提示找不到读卡器",
		broken: "又不行了",
		timeout: "POS 机提示 96",
		serial: "序列号",
		several: "几家商户",
	},
	en: {
		hang: "the terminal is frozen, no key does anything",
		reader: "the till says reader not found",
		broken: "same problem again",
		timeout: "the terminal says code 96",
		serial: "Serial number",
		several: "Several shops",
	},
} as const;

const summaryOf = ({ effects }: Chat) => effects.flatMap((effect) => (effect.kind === "openCase" ? [effect.summary] : []))[0];
const shown = (chat: Chat): readonly (string | undefined)[] => chat.last().map(({ id }) => id);

describe.each(languages)("endings in %s", (language) => {
	const { hang, reader, broken, timeout, serial, several } = words[language];

	it("gives the vendor's form, the number still missing, when the shop's own repair failed", () => {
		const chat = openChat({ language });
		chat.say(reader);
		goAlong(chat, { ...truthOf("pairingLost"), fixedBy: [] });
		expect(summaryOf(chat)?.causes.find(({ cause }) => cause === "pairingLost")?.owner).toBe("vendor");
		expect(chat.lastSaid().text).toContain(serial);
	});

	const mendedHang = (): Chat => {
		const chat = openChat({ language });
		chat.say(hang);
		goAlong(chat, truthOf("terminalSoftHang"));
		expect(chat.lastSaid().kind).toBe("solved");
		return chat;
	};

	it.each([
		{ why: "by the button", again: (chat: Chat) => chat.pick("brokenAgain") },
		{
			why: "in words, after the rating",
			again: (chat: Chat) => {
				chat.pick("good");
				chat.say(broken);
			},
		},
	])("escalates a fault that came back, and starts nothing over: $why", ({ again }) => {
		const chat = mendedHang();
		again(chat);
		expect(chat.last()[0]?.kind, chat.transcript()).toBe("handoff");
		expect(summaryOf(chat)?.evidence).toContainEqual(expect.objectContaining({ repair: "restartTerminal", outcome: "notFixed" }));
	});

	it("says how to open a shut gate, and goes on behind it once it is open", () => {
		const chat = openChat({ language });
		chat.say(hang);
		goAlong(chat, truthOf("terminalSoftHang"), "pendingOffline");
		chat.pick("some");
		expect(chat.lastSaid()).toMatchObject({ kind: "gate", id: "pendingOffline" });
		chat.pick("none");
		expect(["retryCharge", "restartTerminal"]).toContain(chat.lastSaid().id);
	});

	it("never restarts while sales are pending, but goes on", () => {
		const chat = openChat({ language });
		chat.say(hang);
		goAlong(chat, truthOf("terminalSoftHang"), "pendingOffline");
		chat.pick("some");
		chat.pick("some");
		const heard = goAlong(chat, truthOf("terminalSoftHang"));
		expect(heard.map(({ id }) => id)).not.toContain("restartTerminal");
		expect(chat.state().phase).toBe("waiting");
	});

	it("tells when other merchants have the same trouble, as a sign and not as an outage", () => {
		const together = withReports(decide);
		const chats = ["R-1", "R-2", "R-3", "R-4"].map((caseId) => {
			const chat = openChat({ language, caseId, decide: together });
			chat.say(timeout);
			return chat;
		});
		expect(chats.map((chat) => chat.transcript().includes(several))).toEqual([false, false, false, true]);
		expect(chats.flatMap((chat) => chat.state().troubleshooting?.evidence ?? [])).toContainEqual(
			expect.objectContaining({ source: "reports", report: "degraded" }),
		);
		expect(chats.flatMap(shown)).not.toContain("waitStatus");
	});
});
