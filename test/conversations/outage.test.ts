// When the back office itself is down, that is said before anything is asked.

import { describe, expect, it } from "vitest";
import type { StatusReport } from "../../dialogs/status/report.ts";
import { noon, openChat, operational } from "../support/chat.ts";

const outage: StatusReport = { kind: "outage", asOf: noon, since: noon - 12 * 60_000, components: ["Card payments"] };
const opening = { "zh-CN": "POS机连不上后台", en: "my terminal can't connect" } as const;

const rows = [
	{ language: "zh-CN", down: "11:48", watching: "恢复", recovered: "恢复", unavailable: "状态页" },
	{ language: "en", down: "11:48", watching: "back", recovered: "back", unavailable: "status page" },
] as const;

describe.each(rows)("an outage in $language", ({ language, down, watching, recovered, unavailable }) => {
	it("pre-empts troubleshooting: since when, as of when, and what to do meanwhile", () => {
		const chat = openChat({ language, status: outage });
		const said = chat.say(opening[language]);
		expect(said.map(({ kind }) => kind)).toEqual(["status"]);
		expect(chat.lastSaid().text).toContain(down);
		expect(chat.lastSaid().text).toContain("12:00");
		expect(chat.lastSaid().choices?.map(({ id }) => id)).toEqual(["watch", "goOn", "human"]);
	});

	it("is told to be over to those who asked, and to nobody else", () => {
		const chat = openChat({ language, status: outage });
		chat.say(opening[language]);
		expect(chat.happen({ kind: "statusChanged", report: operational })).toEqual([]);
		chat.pick("watch");
		expect(chat.lastSaid().text).toContain(watching);
		expect(chat.effects).toContainEqual({ kind: "promise", promise: "status", dueAt: null });
		chat.happen({ kind: "statusChanged", report: operational });
		expect(chat.lastSaid().text).toContain(recovered);
		expect(chat.pick("fixed").at(-1)?.kind).toBe("solved");
	});

	it("does not stop a merchant who wants to go on looking", () => {
		const chat = openChat({ language, status: outage });
		chat.say(opening[language]);
		expect(["question", "gate", "repair", "handoff"]).toContain(chat.pick("goOn").at(-1)?.kind);
	});

	it("answers the question itself, with its age", () => {
		const chat = openChat({ language });
		const said = chat.say(language === "en" ? "is your system down?" : "后台是不是出故障了");
		expect(said.at(-1)?.kind).toBe("status");
		expect(said.at(-1)?.text).toContain("12:00");
	});

	it("is never made up from a page that cannot be read, and that is said", () => {
		const chat = openChat({ language, status: { kind: "unavailable", reason: "timeout" } });
		chat.say(opening[language]);
		expect(chat.lastSaid().kind).not.toBe("status");
		expect(chat.lastSaid().text).toContain(unavailable);
		expect(chat.state().troubleshooting?.evidence.some(({ kind }) => kind === "backOffice")).toBe(false);
	});
});
