import { describe, expect, it } from "vitest";
import { createCopy } from "../../../bot/copy/copy.ts";
import { createDescribe } from "../../../bot/copy/describe.ts";
import { type Reader, viewCase, viewInQueue, viewStatus } from "../../../bot/desks/case-view.ts";
import type { DeskCase } from "../../../bot/store/case-store.ts";
import type { CaseSummary } from "../../../dialogs/conversation.ts";
import type { Evidence } from "../../../dialogs/diagnosis/model.ts";
import { anEntry, aSummary, start } from "../../contracts/store-builders.ts";

const scope: Evidence = { kind: "answer", question: "scope", answer: "one", source: "told", turn: 1 };
const code: Evidence = { kind: "code", code: "97", source: "told", turn: 1 };
const well: Evidence = { kind: "backOffice", report: "operational", source: "statusPage", turn: 1 };
const restart: Evidence = { kind: "repair", repair: "restartRouter", outcome: "notFixed", turn: 2 };

const aCase = (over: Partial<CaseSummary>): DeskCase => ({
	...{ reference: "R-234567", conversationId: "c", status: "waiting", openedAt: start, answerBy: null, acceptedAt: null, closedAt: null },
	...{ agentId: null, agentName: null, cause: null, summary: aSummary(over) },
});

const reader = (language: Reader["language"]): Reader => ({
	language,
	agent: { id: "id-li", name: "li", role: "agent", passwordHash: "" },
	describe: createDescribe(createCopy({ faqs: { "zh-CN": [], en: [] }, timeZone: "Asia/Shanghai" })),
});

describe("viewCase", () => {
	it("labels every fact with its source and keeps the steps tried apart, in the agent's language", () => {
		const shown = viewCase(aCase({ evidence: [scope, code, restart, well] }), [], reader("zh-CN"));
		expect(shown.evidence.map(({ source }) => source)).toEqual(["told", "told", "statusPage"]);
		expect(shown.evidence.map(({ text }) => text).join()).toMatch(/97/);
		expect(shown.steps).toEqual([{ text: expect.stringMatching(/路由器/), outcome: "notFixed" }]);
	});

	it("ranks the causes with what speaks for and against each, and who can mend it", () => {
		const causes = [{ cause: "terminalNotRegistered", owner: "acquirer", probability: 0.5, because: [code], despite: [restart] }] as const;
		const [first] = viewCase(aCase({ causes }), [], reader("en")).causes;
		expect(first).toMatchObject({ id: "terminalNotRegistered", owner: "acquirer", probability: 0.5 });
		expect([first?.because.length, first?.despite.length]).toEqual([1, 1]);
	});

	it("has the transcript as it is in the log", () => {
		const entry = { ...anEntry("hello", { author: "agent", authorName: "li" }), seq: 7, id: "c|0000007" };
		const [message] = viewCase(aCase({}), [entry], reader("en")).transcript;
		expect(message).toEqual({ seq: 7, at: start, author: "agent", authorName: "li", text: "hello", language: "en", attachments: [] });
	});
});

describe("viewInQueue", () => {
	it.each([
		{ why: "likely enough to be worth a look", probability: 0.3, named: true },
		{ why: "so unlikely that it would mislead", probability: 0.1, named: false },
	])("names the top cause or not: $why", ({ probability, named }) => {
		const causes = [{ cause: "routerFault", owner: "merchant", probability, because: [], despite: [] }] as const;
		expect(viewInQueue(aCase({ causes }), reader("en")).topCause !== null).toBe(named);
	});
});

describe("viewStatus", () => {
	it.each([
		{ why: "well", report: { kind: "operational", asOf: 5 }, shown: { kind: "operational", components: [], since: null, asOf: 5 } },
		{
			why: "down since",
			report: { kind: "outage", asOf: 5, since: 2, components: ["Gateway"] },
			shown: { kind: "outage", components: ["Gateway"], since: 2, asOf: 5 },
		},
		{
			why: "not read for a while",
			report: { kind: "unavailable", reason: "timeout", lastGood: 3 },
			shown: { kind: "unavailable", components: [], since: null, asOf: 3 },
		},
		{
			why: "never read",
			report: { kind: "unavailable", reason: "unreachable" },
			shown: { kind: "unavailable", components: [], since: null, asOf: null },
		},
	] as const)("says how old it is: $why", ({ report, shown }) => {
		expect(viewStatus(report)).toEqual(shown);
	});
});
